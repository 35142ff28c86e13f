//! How the tables come to be: migrations, each a list of statements that SQLite and PostgreSQL both take.

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, Value};

use super::{Store, StoreFault, TENANT, now, rounds};

/// Only ever added to. One change of shape a statement, because not every database undoes them together.
const MIGRATIONS: &[Migration] = &[
    Migration { id: "0001 first tables", statements: FIRST },
    Migration { id: "0002 names of suppliers and of originals", statements: NAMES },
    Migration { id: "0003 certifications", statements: CERTIFICATIONS },
    Migration { id: "0004 single sign-on", statements: SINGLE_SIGN_ON },
    Migration { id: "0005 verdicts by word", statements: WORDS },
    Migration { id: "0006 legal holds", statements: HOLDS },
    Migration { id: "0007 jobs by delivery", statements: JOBS },
    Migration { id: "0008 webhooks", statements: WEBHOOKS },
    Migration { id: "0009 holdings", statements: HOLDINGS },
    Migration { id: "0010 decisions of two people", statements: TWO_PEOPLE },
    Migration { id: "0011 waivers", statements: WAIVERS },
    Migration { id: "0012 on which lists verdicts stand", statements: STANDS },
];

struct Migration {
    id: &'static str,
    statements: &'static [&'static str],
}

#[rustfmt::skip]
const FIRST: &[&str] = &[
    "CREATE TABLE supplier (tenant TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, created_at BIGINT NOT NULL, PRIMARY KEY (tenant, id))",
    "CREATE TABLE request (tenant TEXT NOT NULL, id TEXT NOT NULL, supplier TEXT NOT NULL, title TEXT NOT NULL, order_toml TEXT NOT NULL, secret TEXT NOT NULL, made_by TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, revoked_at BIGINT, PRIMARY KEY (tenant, id))",
    "CREATE TABLE submission (tenant TEXT NOT NULL, id TEXT NOT NULL, supplier TEXT NOT NULL, request TEXT, number BIGINT NOT NULL, supersedes TEXT, state TEXT NOT NULL CHECK (state IN ('checking', 'draft', 'submitted', 'accepted', 'conditional', 'referred', 'rejected', 'superseded')), verdict TEXT, risk BIGINT NOT NULL, direct BOOLEAN NOT NULL, idempotency TEXT, created_at BIGINT NOT NULL, submitted_at BIGINT, PRIMARY KEY (tenant, id))",
    "CREATE TABLE document (tenant TEXT NOT NULL, submission TEXT NOT NULL, ord BIGINT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, bytes BIGINT NOT NULL, PRIMARY KEY (tenant, submission, ord))",
    "CREATE TABLE verdict (tenant TEXT NOT NULL, id TEXT NOT NULL, submission TEXT NOT NULL, supersedes TEXT, word TEXT NOT NULL CHECK (word IN ('accept', 'refer', 'reject')), at BIGINT NOT NULL, made_at BIGINT NOT NULL, program TEXT NOT NULL, grounds TEXT NOT NULL, summary TEXT NOT NULL, signatures TEXT NOT NULL, PRIMARY KEY (tenant, id))",
    "CREATE TABLE report (tenant TEXT NOT NULL, verdict TEXT NOT NULL, format TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (tenant, verdict, format))",
    "CREATE TABLE finding (tenant TEXT NOT NULL, verdict TEXT NOT NULL, ord BIGINT NOT NULL, rule TEXT NOT NULL, name TEXT NOT NULL, effect TEXT NOT NULL, what TEXT NOT NULL, places TEXT NOT NULL, place_count BIGINT NOT NULL, path TEXT NOT NULL, remedy TEXT NOT NULL, authority TEXT NOT NULL, PRIMARY KEY (tenant, verdict, ord))",
    "CREATE TABLE claim (tenant TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, maker TEXT NOT NULL, party TEXT NOT NULL, PRIMARY KEY (tenant, id))",
    "CREATE TABLE claim_word (tenant TEXT NOT NULL, word TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (tenant, word, claim))",
    "CREATE TABLE component (tenant TEXT NOT NULL, verdict TEXT NOT NULL, ord BIGINT NOT NULL, claim TEXT NOT NULL, submission TEXT NOT NULL, document TEXT NOT NULL, pointer TEXT NOT NULL, version TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (tenant, verdict, ord))",
    "CREATE TABLE decision (tenant TEXT NOT NULL, id TEXT NOT NULL, submission TEXT NOT NULL, verdict TEXT NOT NULL, word TEXT NOT NULL CHECK (word IN ('accepted', 'conditional', 'referred', 'rejected')), reason TEXT NOT NULL, made_by TEXT NOT NULL, made_at BIGINT NOT NULL, PRIMARY KEY (tenant, id))",
    "CREATE TABLE audit (tenant TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (tenant, seq))",
    "CREATE TABLE audit_head (tenant TEXT NOT NULL, seq BIGINT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (tenant))",
    "CREATE TABLE job (tenant TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, attempts BIGINT NOT NULL, not_before BIGINT NOT NULL, lease_until BIGINT NOT NULL, worker TEXT NOT NULL, problem TEXT NOT NULL, PRIMARY KEY (tenant, id))",
    "CREATE TABLE pass (tenant TEXT NOT NULL, id TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('vendor', 'buyer', 'auditor', 'admin')), name TEXT NOT NULL, supplier TEXT, kind TEXT NOT NULL, secret TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT, revoked_at BIGINT, PRIMARY KEY (tenant, id))",
    "CREATE TABLE session (tenant TEXT NOT NULL, secret TEXT NOT NULL, pass TEXT NOT NULL, csrf TEXT NOT NULL, expires_at BIGINT NOT NULL, PRIMARY KEY (tenant, secret))",
    "CREATE UNIQUE INDEX request_secret ON request (tenant, secret)",
    "CREATE UNIQUE INDEX pass_secret ON pass (tenant, secret)",
    "CREATE UNIQUE INDEX submission_number ON submission (tenant, request, number)",
    "CREATE UNIQUE INDEX submission_idempotency ON submission (tenant, supplier, idempotency)",
    "CREATE INDEX submission_inbox ON submission (tenant, risk, id)",
    "CREATE INDEX submission_supplier ON submission (tenant, supplier, id)",
    "CREATE INDEX verdict_submission ON verdict (tenant, submission, id)",
    "CREATE INDEX decision_submission ON decision (tenant, submission, id)",
    "CREATE INDEX component_claim ON component (tenant, claim, verdict, ord)",
    "CREATE UNIQUE INDEX job_object ON job (tenant, kind, object)",
    "CREATE INDEX audit_object ON audit (tenant, object, seq)",
    "CREATE INDEX job_due ON job (tenant, lease_until, not_before)",
];

#[rustfmt::skip]
const NAMES: &[&str] = &[
    "CREATE INDEX supplier_name ON supplier (tenant, name)",
    "CREATE INDEX document_sha256 ON document (tenant, sha256)",
    "CREATE INDEX report_sha256 ON report (tenant, sha256)",
];

#[rustfmt::skip]
const CERTIFICATIONS: &[&str] = &[
    "CREATE TABLE asked (tenant TEXT NOT NULL, request TEXT NOT NULL, pack TEXT NOT NULL, PRIMARY KEY (tenant, request, pack))",
    "CREATE TABLE certification (tenant TEXT NOT NULL, id TEXT NOT NULL, submission TEXT NOT NULL, verdict TEXT NOT NULL, sha256 TEXT NOT NULL, certifier TEXT NOT NULL, made_at BIGINT NOT NULL, PRIMARY KEY (tenant, id))",
    "CREATE INDEX certification_submission ON certification (tenant, submission, id)",
    "CREATE TABLE countersign (tenant TEXT NOT NULL, id TEXT NOT NULL, certification TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, signer TEXT NOT NULL, made_at BIGINT NOT NULL, PRIMARY KEY (tenant, id))",
    "CREATE INDEX countersign_certification ON countersign (tenant, certification, id)",
    "CREATE INDEX certification_sha256 ON certification (tenant, sha256)",
    "CREATE INDEX countersign_sha256 ON countersign (tenant, sha256)",
];

const SINGLE_SIGN_ON: &[&str] =
    &["CREATE TABLE proof (tenant TEXT NOT NULL, secret TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (tenant, secret))"];

const HOLDS: &[&str] = &[
    "CREATE TABLE hold (tenant TEXT NOT NULL, id TEXT NOT NULL, object TEXT NOT NULL, reason TEXT NOT NULL, made_by TEXT NOT NULL, made_at BIGINT NOT NULL, lifted_at BIGINT, PRIMARY KEY (tenant, id))",
    "CREATE INDEX hold_object ON hold (tenant, object)",
];

/// Whoever waits for a verdict asks again and again.
const JOBS: &[&str] = &["CREATE INDEX job_of ON job (tenant, object)"];

/// To be counted without reading what they rest on.
const WORDS: &[&str] = &["CREATE INDEX verdict_word ON verdict (tenant, word)"];

/// Makes the tables where there are none. Older ones are brought up to date on SQLite, where all processes are of one machine; elsewhere
/// other processes may be at work by the old ones, so that an operator says when.
pub(super) async fn prepare(store: &Store) -> Result<(), StoreFault> {
    let there = match if store.is_sqlite() { Ok(Vec::new()) } else { done(&store.read).await } {
        // Where there is no table of migrations, there is none at all.
        Err(fault) if fault.is_without_table() => Vec::new(),
        found => found?,
    };
    if there.is_empty() {
        migrate(store).await?;
        return Ok(());
    }
    none_newer(&there)?;
    match MIGRATIONS.iter().find(|migration| !there.iter().any(|id| id == migration.id)) {
        Some(migration) => Err(StoreFault::Older(migration.id)),
        None => Ok(()),
    }
}

const HOLDINGS: &[&str] = &[
    "CREATE TABLE holding (tenant TEXT NOT NULL, verdict TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, components BIGINT NOT NULL, PRIMARY KEY (tenant, verdict, kind, name))",
];

const TWO_PEOPLE: &[&str] = &[
    "CREATE TABLE proposal (tenant TEXT NOT NULL, submission TEXT NOT NULL, verdict TEXT NOT NULL, word TEXT NOT NULL, reason TEXT NOT NULL, made_by TEXT NOT NULL, pass TEXT NOT NULL, made_at BIGINT NOT NULL, PRIMARY KEY (tenant, submission))",
    "ALTER TABLE decision ADD COLUMN seconded_by TEXT NOT NULL DEFAULT ''",
];

#[rustfmt::skip]
const STANDS: &[&str] = &[
    "CREATE TABLE stand (tenant TEXT NOT NULL, verdict TEXT NOT NULL, grounds TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (tenant, verdict))",
];

#[rustfmt::skip]
const WAIVERS: &[&str] = &[
    "CREATE TABLE waiver (tenant TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, supplier TEXT NOT NULL, submission TEXT NOT NULL, says TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'withdrawn')), asked_pass TEXT NOT NULL, asked_at BIGINT NOT NULL, decided_by TEXT NOT NULL, decided_at BIGINT, decided_reason TEXT NOT NULL, withdrawn_by TEXT NOT NULL, withdrawn_at BIGINT, withdrawn_reason TEXT NOT NULL, used_at BIGINT, PRIMARY KEY (tenant, id))",
    "CREATE UNIQUE INDEX waiver_number ON waiver (tenant, number)",
    "CREATE INDEX waiver_submission ON waiver (tenant, submission)",
    "ALTER TABLE verdict ADD COLUMN waivers TEXT NOT NULL DEFAULT ''",
];

#[rustfmt::skip]
const WEBHOOKS: &[&str] = &[
    "CREATE TABLE webhook (tenant TEXT NOT NULL, id TEXT NOT NULL, url TEXT NOT NULL, events TEXT NOT NULL, secret TEXT NOT NULL, private BOOLEAN NOT NULL, created_at BIGINT NOT NULL, PRIMARY KEY (tenant, id))",
    "CREATE TABLE notice (tenant TEXT NOT NULL, id TEXT NOT NULL, webhook TEXT NOT NULL, event TEXT NOT NULL, submission TEXT NOT NULL, body TEXT NOT NULL, created_at BIGINT NOT NULL, attempts BIGINT NOT NULL, not_before BIGINT NOT NULL, lease_until BIGINT NOT NULL, worker TEXT NOT NULL, problem TEXT NOT NULL, PRIMARY KEY (tenant, id))",
    "CREATE INDEX notice_webhook ON notice (tenant, webhook, id)",
];

/// Brings the tables to the newest shape. Many processes may start at once: one row is the lock, and the others wait for it.
pub(super) async fn migrate(store: &Store) -> Result<Vec<&'static str>, StoreFault> {
    rounds(|| attempt(store)).await
}

/// The migrations that were done.
pub(super) async fn done(connection: &impl ConnectionTrait) -> Result<Vec<String>, StoreFault> {
    let sql = "SELECT id FROM migration WHERE id <> 'lock' ORDER BY id";
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await?;
    Ok(rows.iter().map(|row: &QueryResult| row.try_get::<String>("", "id")).collect::<Result<Vec<_>, DbErr>>()?)
}

pub(super) fn is_known(id: &str) -> bool {
    MIGRATIONS.iter().any(|known| known.id == id)
}

fn none_newer(done: &[String]) -> Result<(), StoreFault> {
    match done.iter().find(|id| !is_known(id)) {
        Some(newer) => Err(StoreFault::Damaged(format!("the database was made by a newer kenpin (\"{newer}\"); run that one"))),
        None => Ok(()),
    }
}

async fn attempt(store: &Store) -> Result<Vec<&'static str>, StoreFault> {
    let made = store.write.execute_unprepared("CREATE TABLE IF NOT EXISTS migration (id TEXT PRIMARY KEY, at BIGINT NOT NULL)").await;
    match made.map_err(StoreFault::from) {
        // PostgreSQL says so where another process makes the same table at the same moment.
        Ok(_) | Err(StoreFault::Conflict(_)) => {}
        Err(fault) => return Err(fault),
    }
    store.write.execute_unprepared("INSERT INTO migration (id, at) VALUES ('lock', 0) ON CONFLICT DO NOTHING").await?;
    let transaction = store.begin().await?;
    transaction.execute_unprepared("UPDATE migration SET at = at WHERE id = 'lock'").await?;
    let (backend, there) = (transaction.get_database_backend(), done(&transaction).await?);
    none_newer(&there)?;
    let mut made = Vec::new();
    for migration in MIGRATIONS.iter().filter(|migration| !there.iter().any(|id| id == migration.id)) {
        for statement in migration.statements {
            transaction.execute_unprepared(statement).await?;
        }
        let (sql, values) = ("INSERT INTO migration (id, at) VALUES ($1, $2)", [Value::from(migration.id), Value::from(now())]);
        transaction.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        made.push(migration.id);
    }
    let (sql, values) = ("INSERT INTO audit_head (tenant, seq, hash) VALUES ($1, 0, '') ON CONFLICT DO NOTHING", [Value::from(TENANT)]);
    transaction.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    transaction.commit().await?;
    Ok(made)
}

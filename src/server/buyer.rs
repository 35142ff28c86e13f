//! What buyers and auditors do: read what was handed in, decide, search, and ask suppliers.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::form::{is_plain, is_prose, query, stated};
use super::gate::Caller;
use super::page::buyer::{self as pages, Case, Entry};
use super::page::outcome::Seen;
use super::page::{self, Attachment};
use super::past::AsOf;
use super::problem::Problem;
use super::renderings::For;
use super::statement::{PACKS, pack};
use super::words::Language;
use super::{Portal, Shared};
use crate::intake::Order;
use crate::store::StoreFault;
use crate::store::entity::{request, submission, supplier};
use crate::store::id::is_id;
use crate::store::requests::NewRequest;
use crate::store::standing::People;
use crate::store::submissions::{NewDecision, PAGE, State as Standing, Wanted};

/// How long a link lasts at most, in days.
const LONGEST_DAYS: i64 = 366;
/// Longest text of a form's field, in characters.
const FIELD: usize = 4_000;
/// Longest name of a supplier, in characters.
const NAME: usize = 300;

pub(super) async fn inbox(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
) -> Result<Response, Problem> {
    let after = query(uri.query(), "after");
    let found = portal.store.inbox(Wanted::default(), after.as_deref().and_then(place)).await?;
    let next = next(&found);
    let entries = portal.entries(found).await?;
    Ok(pages::inbox(language, &caller, &entries, next))
}

/// A place in the inbox: `3.0192..`.
pub(super) fn place(text: &str) -> Option<(i64, &str)> {
    let (risk, id) = text.split_once('.')?;
    Some((risk.parse().ok()?, id)).filter(|(_, id)| is_id(id))
}

/// Where the next page starts; `None`: this is the last one.
pub(super) fn next(found: &[submission::Model]) -> Option<String> {
    let full = u64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    found.last().filter(|_| full).map(|last| format!("{}.{}", last.risk, last.id))
}

pub(super) async fn submission(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let as_of = AsOf::asked(uri.query())?;
    let handed = portal.as_of(portal.handed_in(&id).await?, &as_of).await?;
    let verdict = portal.store.verdict(handed.verdict.as_deref().unwrap_or_default()).await?;
    let findings = portal.store.findings(&verdict.id, page::FINDINGS).await?;
    let documents = portal.store.documents(&handed.id).await?;
    let decisions = portal.store.decisions(&handed.id).await?;
    let history = portal.store.verdicts(&handed.id).await?;
    let order = match &handed.request {
        Some(request) => portal.store.request(request).await?.order_toml,
        None => String::new(),
    };
    let entry = portal.entries(vec![handed.clone()]).await?.pop().ok_or(StoreFault::Missing)?;
    let before = match entry.reopened() {
        Some(decided) => Some(portal.store.findings(&decided.verdict, page::FINDINGS).await?),
        None => None,
    };
    let seen = Seen { submission: &handed, verdict: &verdict, findings: &findings, documents: &documents };
    let certified = match portal.store.certifications(&handed.id).await?.into_iter().next() {
        Some(made) => {
            let (signatures, text) = (portal.store.signatures_over(&made.id).await?, portal.answers_of(&made).await?);
            Some((made, signatures, serde_json::from_slice(&text).unwrap_or_default()))
        }
        None => None,
    };
    let proof = if portal.has_to_prove(&caller) { pages::Proof::Due } else { pages::Proof::Enough };
    let waivers = portal.store.waivers_asked_on(&handed.id).await?;
    let stands = portal.store.stands_on(&verdict.id).await?.map(|stand| stand.at);
    let proposal = portal.store.proposal(&handed).await?;
    let others = match &handed.request {
        Some(request) => portal.store.submissions_of(request).await?,
        None => Vec::new(),
    };
    let others = others.into_iter().filter(|other| other.id != handed.id && Portal::is_handed_in(other)).collect();
    let two_people = portal.two_people().await;
    let (decisions, history, before, certified) = (&decisions, &history, before.as_deref(), certified.as_ref());
    let case = Case {
        entry: &entry,
        order: &order,
        seen,
        decisions,
        history,
        stands,
        before,
        certified,
        proof,
        proposal,
        waivers,
        two_people,
        as_of,
        others,
    };
    Ok(pages::submission(language, &caller, &case))
}

pub(super) async fn report(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Path((id, format)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, Problem> {
    let handed = portal.as_of(portal.handed_in(&id).await?, &AsOf::asked(uri.query())?).await?;
    portal.report_of(&handed, &format, language, For::Buyers).await
}

/// As it came, byte for byte, and never as a page: it is a vendor's.
pub(super) async fn document(State(portal): State<Shared>, Path((id, number)): Path<(String, String)>) -> Result<Response, Problem> {
    let number: i64 = number.parse().map_err(|_| Problem::Missing)?;
    let handed = portal.handed_in(&id).await?;
    let documents = portal.store.documents(&handed.id).await?;
    let document = documents.into_iter().find(|document| document.ord == number).ok_or(Problem::Missing)?;
    let body = portal.original(&document.sha256).await?;
    Ok(page::attachment(Attachment { name: &document.path, media_type: "application/octet-stream", body }))
}

pub(super) async fn decide(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let decision = stated(&body, "decision").and_then(|word| Standing::of(&word));
    let (verdict, reason) = (stated(&body, "verdict").unwrap_or_default(), stated(&body, "reason"));
    portal.decide(&caller, &id, decision, &verdict, reason).await?;
    Ok(Redirect::to(&format!("/submissions/{id}")).into_response())
}

pub(super) async fn search(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
) -> Result<Response, Problem> {
    let question = query(uri.query(), "q").unwrap_or_default();
    let found = if question.is_empty() || !is_plain(&question, FIELD) { Vec::new() } else { portal.store.search(&question).await? };
    let names = portal.store.supplier_names(found.iter().map(|found| found.supplier.as_str())).await?;
    let named = |found: crate::store::search::Found| {
        let supplier = names.get(&found.supplier).cloned().unwrap_or_default();
        (found, supplier)
    };
    Ok(pages::search(language, &caller, &question, &found.into_iter().map(named).collect::<Vec<_>>()))
}

pub(super) async fn requests(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Problem> {
    portal.request_page(language, &caller, "").await
}

pub(super) async fn ask(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    Extension(caller): Extension<Caller>,
    body: Bytes,
) -> Result<Response, Problem> {
    let supplier = stated(&body, "supplier").ok_or_else(|| Problem::Bad("name the supplier".to_owned()))?;
    let supplier = match stated(&body, "new") {
        Some(_) => portal.new_supplier(&caller, &supplier).await?.id,
        None => supplier,
    };
    let order = Order {
        schema_version: Some("1".to_owned()),
        vendor: None,
        contract: stated(&body, "contract"),
        product: stated(&body, "product"),
        category: stated(&body, "category"),
        purpose: stated(&body, "purpose"),
        country_of_production: stated(&body, "country"),
        serials: Vec::new(),
    };
    let days = stated(&body, "days").and_then(|days| days.parse().ok());
    let statements = PACKS.iter().map(|pack| pack.id.clone()).filter(|id| stated(&body, &format!("s.{id}")).is_some()).collect();
    let asked = Asked { supplier, title: stated(&body, "title").unwrap_or_default(), order, days, statements };
    let (_, link) = portal.ask(&caller, asked).await?;
    portal.request_page(language, &caller, &link).await
}

pub(super) async fn revoke(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    portal.store.revoke_request(if is_id(&id) { &id } else { "" }, &caller.actor()).await?;
    Ok(Redirect::to("/requests").into_response())
}

pub(super) async fn reopen(
    State(portal): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    portal.reopen(&caller, &id, stated(&body, "reason")).await?;
    Ok(Redirect::to(&format!("/submissions/{id}")).into_response())
}

/// What a buyer asks of a supplier.
pub(super) struct Asked {
    pub(super) supplier: String,
    pub(super) title: String,
    pub(super) order: Order,
    pub(super) days: Option<i64>,
    /// Ids of what the vendor has to state.
    pub(super) statements: Vec<String>,
}

impl Portal {
    /// A submission that buyers may see; a draft is not there for them.
    pub(super) async fn handed_in(&self, id: &str) -> Result<submission::Model, Problem> {
        let found = self.store.submission(if is_id(id) { id } else { "" }).await?;
        if Self::is_handed_in(&found) { Ok(found) } else { Err(Problem::Missing) }
    }

    pub(super) async fn decide(
        &self,
        caller: &Caller,
        id: &str,
        decision: Option<Standing>,
        verdict: &str,
        reason: Option<String>,
    ) -> Result<(), Problem> {
        let handed = self.handed_in(id).await?;
        self.proven(caller)?;
        let state = decision.filter(|state| Standing::DECISIONS.contains(state));
        let state = state.ok_or_else(|| Problem::Bad("\"decision\" is accepted, conditional, referred or rejected".to_owned()))?;
        let reason = given(reason)?;
        if !is_id(verdict) {
            return Err(Problem::Bad("\"verdict\" is the id of the verdict that was read".to_owned()));
        }
        let new = NewDecision { submission: &handed.id, verdict, state, reason: &reason, actor: &caller.actor() };
        let people = if self.two_people().await.contains(&state) { People::Two(&caller.pass) } else { People::One };
        Ok(self.store.decide(&new, people).await?)
    }

    /// Which decisions two people have to make. An acceptance with conditions is one too; and where the policy of today cannot be
    /// read, or may not be today's, nobody accepts alone.
    async fn two_people(&self) -> Vec<Standing> {
        let bench = self.desk.bench().await;
        let known = match &bench {
            Ok(bench) => Some(Arc::clone(bench)),
            Err(_) => self.desk.last().await,
        };
        let asked = known.map(|bench| bench.terms.policy.decisions.two_people.clone()).unwrap_or_default();
        let mut asked: Vec<Standing> = asked.iter().filter_map(|decided| Standing::of(decided.word())).collect();
        if bench.is_err() {
            asked.push(Standing::Accepted);
        }
        if asked.contains(&Standing::Accepted) {
            asked.push(Standing::Conditional);
        }
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// Whoever decides has shown a short while ago who they are.
    pub(super) fn proven(&self, caller: &Caller) -> Result<(), Problem> {
        if self.has_to_prove(caller) {
            return Err(Problem::Conflict("show anew who you are before you decide: the page of this delivery leads there".to_owned()));
        }
        Ok(())
    }

    pub(super) async fn reopen(&self, caller: &Caller, id: &str, reason: Option<String>) -> Result<(), Problem> {
        let handed = self.handed_in(id).await?;
        self.proven(caller)?;
        Ok(self.store.reopen(&handed.id, &given(reason)?, &caller.actor()).await?)
    }

    /// Makes a supplier.
    pub(super) async fn new_supplier(&self, caller: &Caller, name: &str) -> Result<supplier::Model, Problem> {
        let name = name.trim();
        if name.is_empty() || !is_plain(name, NAME) || is_id(name) {
            return Err(Problem::Bad(format!("\"name\" has to be given, in one line of at most {NAME} characters, and is no id")));
        }
        Ok(self.store.make_supplier(name, &caller.actor()).await?)
    }

    /// Makes a request and the path of its link.
    pub(super) async fn ask(&self, caller: &Caller, asked: Asked) -> Result<(request::Model, String), Problem> {
        if !is_plain(&asked.supplier, NAME) || asked.title.trim().is_empty() || !is_plain(&asked.title, FIELD) {
            return Err(Problem::Bad(format!(
                "\"supplier\" and \"title\" have to be given, in one line of at most {NAME} and {FIELD} characters"
            )));
        }
        if let Some(unknown) = asked.statements.iter().find(|id| pack(id).is_none()) {
            let known: Vec<&str> = PACKS.iter().map(|pack| pack.id.as_str()).collect();
            return Err(Problem::Bad(format!("there are no statements \"{unknown}\"; there are {}", known.join(", "))));
        }
        if asked.order.serials.iter().any(|serial| serial.trim().is_empty() || !is_plain(serial, FIELD)) {
            return Err(Problem::Bad(format!("each of \"serials\" is one line of at most {FIELD} characters")));
        }
        let days = asked.days.unwrap_or(30);
        if !(1..=LONGEST_DAYS).contains(&days) {
            return Err(Problem::Bad(format!("\"days\" is a whole number from 1 to {LONGEST_DAYS}")));
        }
        let supplier = self.store.supplier_meant(asked.supplier.trim()).await?;
        let mut order = asked.order;
        let vendor = order.vendor.get_or_insert_with(|| supplier.name.clone());
        if *vendor != supplier.name {
            return Err(Problem::Bad(format!(
                "the order's \"vendor\" is not the supplier, {}; leave it out, or write the same",
                supplier.name
            )));
        }
        let order_toml = toml::to_string(&order).map_err(|_| Problem::Bad("this order cannot be written as TOML".to_owned()))?;
        Order::read(&order_toml).map_err(|fault| Problem::Bad(format!("this order cannot be used: {fault}")))?;
        let new = NewRequest {
            supplier: &supplier.id,
            title: asked.title.trim(),
            order_toml: &order_toml,
            lifetime_seconds: days.saturating_mul(86_400),
            actor: &caller.actor(),
        };
        let (request, secret) = self.store.make_request(&new).await?;
        // Before anybody has the link.
        self.store.ask_for(&request.id, &asked.statements).await?;
        Ok((request, format!("/r/{}", secret.text())))
    }

    async fn request_page(&self, language: Language, caller: &Caller, link: &str) -> Result<Response, Problem> {
        let requests = self.store.requests().await?;
        let names = self.store.supplier_names(requests.iter().map(|request| request.supplier.as_str())).await?;
        let named = |request: request::Model| {
            let supplier = names.get(&request.supplier).cloned().unwrap_or_default();
            (request, supplier)
        };
        let asked: Vec<_> = requests.into_iter().map(named).collect();
        Ok(pages::requests(language, caller, &asked, &self.store.suppliers().await?, link))
    }

    /// With the names of what they belong to.
    pub(super) async fn entries(&self, found: Vec<submission::Model>) -> Result<Vec<Entry>, Problem> {
        let names = self.store.supplier_names(found.iter().map(|submission| submission.supplier.as_str())).await?;
        let titles = self.store.request_titles(found.iter().filter_map(|submission| submission.request.as_deref())).await?;
        let mut worst = self.store.worst_findings(found.iter().filter_map(|submission| submission.verdict.as_deref())).await?;
        let mut decided = self.store.newest_decisions(found.iter().map(|submission| submission.id.as_str())).await?;
        let entry = |submission: submission::Model| Entry {
            supplier: names.get(&submission.supplier).cloned().unwrap_or_default(),
            title: submission.request.as_ref().and_then(|request| titles.get(request)).cloned().unwrap_or_else(|| submission.id.clone()),
            worst: submission.verdict.as_ref().and_then(|verdict| worst.remove(verdict)),
            decided: decided.remove(&submission.id),
            submission,
        };
        Ok(found.into_iter().map(entry).collect())
    }
}

/// Why somebody did it.
pub(super) fn given(reason: Option<String>) -> Result<String, Problem> {
    let reason = reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty() && is_prose(reason, FIELD));
    reason.ok_or_else(|| Problem::Bad(format!("\"reason\" has to be given, in at most {FIELD} characters")))
}

//! `kenpin hardware show`: reads a platform certificate, judges it and prints it.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::paths;
use super::print::{self, Format};
use super::session::Session;
use crate::evidence::certificate::Certificate;
use crate::evidence::platform::{self, Chain, Component, Conflict, Defect, Endorsement, Judged, Link, PlatformCertificate, Surroundings};
use crate::report::escape;

/// The largest file read: 10,000 components with every field take some 4 MiB.
const LIMIT: u64 = 16 << 20;

/// Shows a platform certificate: who certified it, for which machine, with which parts
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kenpin hardware show platform.cer --ca maker-platform-ca.pem --holder ek.der\n  kenpin hardware show base.cer --delta delta.cer --ca maker-platform-ca.pem --ca integrator-ca.pem\n\nExit codes: 0 verified, 10 cannot be told, 20 rejected"
)]
pub(crate) struct Show {
    /// The platform certificate, in DER or PEM
    #[arg(value_name = "CERTIFICATE")]
    certificate: PathBuf,
    /// A platform authority that you trust, in DER or PEM; repeat it for more
    #[arg(long, value_name = "FILE")]
    ca: Vec<PathBuf>,
    /// The certificate of the TPM in the machine, in DER or PEM, with or without its NVRAM header
    #[arg(long, value_name = "FILE")]
    holder: Option<PathBuf>,
    /// The base certificate that a delta builds on
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
    /// A delta to apply, in any order; repeat it for more
    #[arg(long, value_name = "FILE", conflicts_with = "base")]
    delta: Vec<PathBuf>,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// One certificate, as scripts read it.
#[derive(Serialize)]
struct Single<'a> {
    schema_version: &'static str,
    form: &'static str,
    standing: &'static str,
    reason: Option<platform::Fault>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    #[serde(flatten)]
    certificate: Option<&'a PlatformCertificate>,
}

/// A base with its deltas, as scripts read it.
#[derive(Serialize)]
struct Chained<'a> {
    schema_version: &'static str,
    form: &'static str,
    standing: &'static str,
    reason: Option<platform::Fault>,
    certificates: &'a [Link],
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<&'a [Component]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conflicts: Option<&'a [Conflict]>,
}

impl Show {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        let authorities = self.ca.iter().map(|path| authority(path)).collect::<Result<Vec<_>, _>>()?;
        let holder = self.holder.as_deref().map(|path| endorsement(path, &bytes(path)?)).transpose()?;
        let certificate = match PlatformCertificate::read(&bytes(&self.certificate)?) {
            Ok(certificate) => certificate,
            Err(defect) => return self.unreadable(&defect),
        };
        let base = self.base.as_deref().map(beside).transpose()?;
        let around = Surroundings { authorities: &authorities, holder: holder.as_ref(), base: base.as_ref(), at };
        if self.delta.is_empty() {
            return self.single(&certificate, &certificate.judge(&around), &authorities);
        }
        let mut certificates = vec![certificate];
        for path in &self.delta {
            certificates.push(beside(path)?);
        }
        self.chain(&certificates, &Chain::judge(&certificates, &around))
    }

    fn single(&self, certificate: &PlatformCertificate, judged: &Judged, authorities: &[Certificate]) -> Result<Exit, Fault> {
        let standing = platform::standing(judged.fault);
        let form = "platform-certificate";
        let shown = Single { schema_version: "1", form, standing, reason: judged.fault, detail: None, certificate: Some(certificate) };
        let authority = judged.authority.and_then(|index| authorities.get(index)).map(|authority| authority.subject.as_str());
        print::answer(self.format, &shown, || human(certificate, judged.fault, authority))?;
        Ok(exit(judged.fault))
    }

    fn unreadable(&self, defect: &Defect) -> Result<Exit, Fault> {
        let reason = Some(defect.fault);
        let standing = platform::standing(reason);
        let detail = Some(defect.detail.as_str());
        let shown = Single { schema_version: "1", form: "platform-certificate", standing, reason, detail, certificate: None };
        let (what, fix) = defect.fault.explained();
        let (place, detail) = (escape::visible(&self.certificate.display().to_string()), escape::visible(&defect.detail));
        print::answer(self.format, &shown, || format!("rejected: {what}\n  where: {place}, {detail}\n  fix:   {fix}"))?;
        Ok(exit(reason))
    }

    fn chain(&self, certificates: &[PlatformCertificate], chain: &Chain) -> Result<Exit, Fault> {
        let standing = platform::standing(chain.fault);
        let components = chain.components.as_deref();
        let shown = Chained {
            schema_version: "1",
            form: "platform-certificate-chain",
            standing,
            reason: chain.fault,
            certificates: &chain.links,
            components,
            conflicts: components.map(|_| chain.conflicts.as_slice()),
        };
        print::answer(self.format, &shown, || human_chain(certificates, chain))?;
        Ok(exit(chain.fault))
    }
}

fn exit(fault: Option<platform::Fault>) -> Exit {
    match fault {
        None => Exit::Accept,
        Some(fault) if fault.is_bad() => Exit::Reject,
        Some(_) => Exit::Refer,
    }
}

pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    let too_large = || Fault::usage(format!("it is larger than {LIMIT} bytes"), path.display(), "check which file was handed in");
    paths::within(path, LIMIT)?.ok_or_else(too_large)
}

fn authority(path: &Path) -> Result<Certificate, Fault> {
    let wrong = || Fault::usage("this holds no certificate", path.display(), "give the authority's certificate as DER or PEM");
    Certificate::from_der_or_pem(&bytes(path)?).ok_or_else(wrong)
}

pub(super) fn endorsement(path: &Path, bytes: &[u8]) -> Result<Endorsement, Fault> {
    Endorsement::read(bytes)
        .map_err(|defect| Fault::usage(defect.detail, path.display(), "give the certificate of the TPM's endorsement key as DER or PEM"))
}

fn beside(path: &Path) -> Result<PlatformCertificate, Fault> {
    PlatformCertificate::read(&bytes(path)?)
        .map_err(|defect| Fault::usage(defect.detail, path.display(), "give a platform certificate as DER or PEM"))
}

fn human(certificate: &PlatformCertificate, fault: Option<platform::Fault>, authority: Option<&str>) -> String {
    let mut lines = verdict(fault, authority);
    let platform = &certificate.platform;
    let text = |text: &Option<String>| escape::visible(text.as_deref().unwrap_or("not stated"));
    lines.push(String::new());
    lines.push(format!("machine:  {} {}", text(&platform.manufacturer), text(&platform.model)));
    lines.push(format!("          version {}, serial {}", text(&platform.version), text(&platform.serial)));
    lines.push(format!("kind:     {}, number {}", kind(certificate), certificate.serial_number));
    lines.push(format!("valid:    {} to {}", certificate.not_before, certificate.not_after));
    lines.push(format!("issuer:   {}", escape::visible(&common_name(&certificate.issuer))));
    if let Some(holder) = &certificate.holder {
        lines.push(format!("holder:   {} of {}", holder.serial_number, escape::visible(&common_name(&holder.issuer))));
    }
    parts(&certificate.components, &mut lines);
    lines.join("\n")
}

fn human_chain(certificates: &[PlatformCertificate], chain: &Chain) -> String {
    let mut lines = verdict(chain.fault, None);
    lines.push(String::new());
    for (certificate, link) in certificates.iter().zip(&chain.links) {
        let why = link.reason.map_or_else(String::new, |fault| format!(": {}", fault.explained().0));
        let issuer = escape::visible(&common_name(&certificate.issuer));
        lines.push(format!("{:<12} {} {} by {issuer}{why}", link.standing, kind(certificate), link.serial_number));
    }
    for conflict in &chain.conflicts {
        let (part, number) = (conflict.component.saturating_add(1), conflict.certificate.saturating_add(1));
        lines.push(format!("conflict     part {part} of certificate {number} is {}: {}", conflict.status, conflict.problem));
    }
    parts(chain.components.as_deref().unwrap_or_default(), &mut lines);
    lines.join("\n")
}

fn verdict(fault: Option<platform::Fault>, authority: Option<&str>) -> Vec<String> {
    let standing = platform::standing(fault).to_uppercase();
    match (fault, authority) {
        (None, Some(authority)) => vec![format!("{standing}  signed under \"{}\"", escape::visible(authority))],
        (None, None) => vec![format!("{standing}  every certificate of the chain")],
        (Some(fault), _) => {
            let (what, fix) = fault.explained();
            vec![format!("{standing}  {what}"), format!("  fix: {fix}")]
        }
    }
}

fn kind(certificate: &PlatformCertificate) -> String {
    let kind = match certificate.kind {
        platform::Kind::Base => "base certificate",
        platform::Kind::Delta => "delta certificate",
        platform::Kind::Rebase => "rebase certificate",
        platform::Kind::Unstated => "certificate of an unstated kind",
    };
    certificate.profile.as_ref().map_or_else(|| kind.to_owned(), |profile| format!("{kind} of profile {profile}"))
}

fn common_name(name: &[platform::NameValue]) -> String {
    let part = name.iter().find(|part| part.oid == "2.5.4.3").or(name.last());
    part.map_or_else(|| "nobody".to_owned(), |part| part.value.clone())
}

fn parts(components: &[Component], lines: &mut Vec<String>) {
    lines.push(String::new());
    lines.push(match components.len() {
        0 => "no part is listed".to_owned(),
        1 => "1 part:".to_owned(),
        many => format!("{many} parts:"),
    });
    for (index, component) in components.iter().enumerate() {
        let text = |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(escape::visible);
        let (maker, model) = (text(&component.manufacturer), text(&component.model));
        let mut line = format!("{:>5}  {}", index.saturating_add(1), maker.unwrap_or_else(|| "maker not stated".to_owned()));
        line.extend(model.map(|model| format!("  {model}")));
        line.extend(text(&component.serial).map(|serial| format!("  serial {serial}")));
        line.extend(text(&component.revision).map(|revision| format!("  revision {revision}")));
        line.extend(component.status.map(|status| format!("  ({})", status.name())));
        lines.push(line);
    }
}

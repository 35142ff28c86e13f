//! The machine that a platform certificate declares.

use super::{Family, Machine, Part, Sees, Source};
use crate::evidence::platform::{Component, PlatformCertificate};

/// As [`Source::name`].
pub const NAME: &str = "platform-certificate";

/// A platform certificate is read as the list of parts that it certifies.
pub(super) const SOURCE: Source = Source { name: NAME, recognises: crate::evidence::platform::is_marked, read };

fn read(bytes: &[u8]) -> Result<Machine, String> {
    PlatformCertificate::read(bytes).map(|certificate| machine(&certificate)).map_err(|defect| defect.detail)
}

/// Its platform and components; whether it can be believed is another question.
pub fn machine(certificate: &PlatformCertificate) -> Machine {
    Machine {
        platform: certificate.platform.clone(),
        parts: certificate.components.iter().map(part).collect(),
        sees: Sees::Everything,
        elsewhere: certificate.components.is_empty() && (certificate.components_uri.is_some() || certificate.configuration_uri.is_some()),
    }
}

fn part(component: &Component) -> Part {
    Part {
        family: component.class.as_ref().and_then(|class| Family::of_class(class.registry.as_deref(), &class.value)),
        manufacturer: component.manufacturer.clone(),
        model: component.model.clone(),
        serial: component.serial.clone(),
        revision: component.revision.clone(),
        addresses: component.addresses.iter().flatten().map(|address| address.value.clone()).collect(),
    }
}

//! One test binary: it links once. A file, a line.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop"
)]

mod apart;
mod architecture;
mod licences;
mod lists_command;
mod lists_update;
#[path = "../mint/mod.rs"]
mod minting;
mod mint;
mod intake;
mod ownership;
mod reference;
mod schemas;
mod bench;
mod speed;
mod cms;
mod revocation;
mod screen_command;
mod screening;
mod screening_properties;
mod tracing;
mod samples;
mod conformance;
mod sigstore;
mod sigstore_twins;
mod slsa_verifier;
mod timestamps;
mod trust_command;
mod names;
mod pairs;
mod screening_book;
mod screening_cases;
mod screening_changes;
mod screening_edges;
mod spdx_3;
mod spdx_defects;
mod spdx_rdf;
mod tools;
mod artifacts;
mod bad_bills;
mod bad_signatures;
mod cyclonedx_schemas;
mod cyclonedx_claims;
mod jsf;
mod languages;
mod xml_dsig;
mod openpgp;
mod platform_certificates;
mod hardware_bad_inputs;
mod hardware_batch;
mod hardware_collect;
mod hardware_comparison;
mod verdict;
mod verdict_command;
mod waivers;
mod watch;
mod policies;
mod reports;
mod compare;
mod packaging;
mod pipelines;
mod inventories;
mod hardware_verify;
mod golden;
mod faults;
mod hostile;
mod images;
mod images_hostile;
mod importers;
mod inside;
mod twins;
mod properties;
mod bom_commands;
mod books;
mod rules;
mod docs;
mod cli;
mod signature_command;
mod signature_sign;
mod signature_token;
#[cfg(feature = "portal")]
mod portal;
#[cfg(feature = "portal")]
mod portal_access;
#[cfg(feature = "portal")]
mod portal_api;
#[cfg(feature = "portal")]
mod portal_browser;
#[cfg(feature = "portal")]
mod portal_certify;
mod portal_changes;
#[cfg(feature = "portal")]
mod portal_estate;
#[cfg(feature = "portal")]
mod portal_faults;
#[cfg(feature = "portal")]
mod portal_hostile;
#[cfg(feature = "portal")]
mod portal_kill;
#[cfg(feature = "portal")]
mod portal_schemathesis;
#[cfg(feature = "portal")]
mod portal_oidc;
mod portal_pieces;
#[cfg(feature = "portal")]
mod portal_store;
#[cfg(feature = "portal")]
mod portal_webhooks;
#[cfg(feature = "portal")]
mod portal_backup;
#[cfg(feature = "portal")]
mod portal_metrics;
#[cfg(feature = "portal")]
mod portal_retention;
#[cfg(feature = "portal")]
mod portal_storage;
#[cfg(feature = "portal")]
mod portal_workers;
#[cfg(feature = "portal")]
mod submit;
#[cfg(feature = "portal")]
mod portal_two_people;
#[cfg(feature = "portal")]
mod portal_waivers;

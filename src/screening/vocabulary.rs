//! Words for what equipment is and what it is used for, so that an order and a law can be compared.

/// One category of equipment, and how people write it.
struct Category {
    id: &'static str,
    /// Wider categories that it falls under as well.
    also: &'static [&'static str],
    words: &'static [&'static str],
}

/// Categories that a shipped law names. A networked camera is telecommunications equipment too: FAR 52.204-25(a)
/// covers what uses such equipment as a substantial or essential component.
const CATEGORIES: &[Category] = &[
    Category {
        id: "telecommunications-equipment",
        also: &[],
        words: &[
            "telecommunications",
            "telecommunication",
            "telecom",
            "network-equipment",
            "network",
            "networking",
            "modem",
            "switch",
            "base-station",
            "handset",
            "radio",
        ],
    },
    Category {
        id: "video-surveillance-equipment",
        also: &["telecommunications-equipment"],
        words: &["video-surveillance", "surveillance", "camera", "ip-camera", "network-camera", "cctv", "nvr", "video-recorder"],
    },
    Category {
        id: "router",
        also: &["telecommunications-equipment"],
        words: &["routers", "consumer-router", "wireless-router", "wi-fi-router"],
    },
    Category {
        id: "uncrewed-aircraft-system",
        also: &["telecommunications-equipment"],
        words: &["uas", "drone", "drones", "uav", "unmanned-aircraft-system"],
    },
    Category { id: "power-inverter", also: &[], words: &["inverter", "inverters", "power-inverters", "solar-inverter"] },
    Category {
        id: "advanced-robotic-device",
        also: &[],
        words: &["robot", "robots", "robotic-device", "advanced-robotic-devices", "humanoid-robot"],
    },
    Category {
        id: "telecommunications-service",
        also: &[],
        words: &["telecommunications-services", "telecom-service", "section-214-service"],
    },
    Category {
        id: "information-security-product",
        also: &["software"],
        words: &["antivirus", "anti-virus", "security-software", "cybersecurity-software"],
    },
    Category { id: "software", also: &[], words: &["application", "applications"] },
    Category { id: "semiconductor", also: &[], words: &["semiconductors", "chip", "chips", "memory", "integrated-circuit"] },
    Category { id: "battery", also: &[], words: &["batteries"] },
];

/// Purposes to which a shipped law is limited, with words by which an order may name them.
const PURPOSES: &[(&str, &[&str])] = &[
    ("public-safety", &["public-safety", "police", "emergency-services", "law-enforcement"]),
    ("security-of-government-facilities", &["government-facilit", "government-building", "embassy", "ministry"]),
    ("physical-security-surveillance-of-critical-infrastructure", &["critical-infrastructure"]),
    ("other-national-security-purposes", &["national-security", "defense", "defence", "military", "border"]),
];

/// Words that tell of no use: a purpose is civil where one word is, and no other word but these stands beside it.
const PLAIN: &[&str] =
    &["store", "shop", "building", "use", "network", "camera", "monitoring", "for", "in", "of", "and", "the", "a", "an", "only"];

/// Uses that are none of those.
const CIVIL: &[&str] = &[
    "retail",
    "consumer",
    "residential",
    "home",
    "hospitality",
    "hotel",
    "restaurant",
    "entertainment",
    "agriculture",
    "farm",
    "education",
    "school",
    "office",
    "commercial",
    "manufacturing",
    "warehouse",
    "private",
    "personal",
    "wildlife",
];

/// The id of a category, however it is written; `None`: no word of ours.
pub fn category(stated: &str) -> Option<&'static str> {
    find(stated).map(|category| category.id)
}

/// A category and the wider ones that it falls under; empty: no word of ours.
pub fn categories(stated: &str) -> Vec<&'static str> {
    find(stated).map_or_else(Vec::new, |category| std::iter::once(category.id).chain(category.also.iter().copied()).collect())
}

fn find(stated: &str) -> Option<&'static Category> {
    let stated = hyphenated(stated);
    let bare = stated.strip_suffix("-equipment").unwrap_or(&stated);
    CATEGORIES.iter().find(|category| category.id == stated || category.words.iter().any(|word| *word == stated || *word == bare))
}

/// What a stated purpose is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// One of the purposes to which laws are limited.
    Limited(&'static str),
    /// Plainly another.
    Civil,
    /// No word of ours.
    Unknown,
}

/// The purpose that an order states in its own words.
pub fn purpose(stated: &str) -> Purpose {
    let stated = hyphenated(stated);
    let holds = |word: &&str| format!("-{stated}").contains(&format!("-{word}"));
    if let Some((id, _)) = PURPOSES.iter().find(|(id, words)| *id == stated || words.iter().any(&holds)) {
        return Purpose::Limited(id);
    }
    let mut words = stated.split('-');
    let is_civil = words.clone().any(|word| CIVIL.contains(&word)) && words.all(|word| CIVIL.contains(&word) || PLAIN.contains(&word));
    if is_civil { Purpose::Civil } else { Purpose::Unknown }
}

/// Lower case, one hyphen for whatever is neither letter nor digit.
fn hyphenated(text: &str) -> String {
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_known_however_it_is_written() {
        for written in ["video-surveillance", "Video Surveillance Equipment", "video-surveillance-equipment", "IP camera"] {
            assert_eq!(category(written), Some("video-surveillance-equipment"), "{written}");
        }
        assert_eq!(category("network equipment"), Some("telecommunications-equipment"));
        assert_eq!(category("garden furniture"), None);
    }

    #[test]
    fn a_purpose_is_limited_civil_or_unknown() {
        assert_eq!(purpose("security of government facilities"), Purpose::Limited("security-of-government-facilities"));
        assert_eq!(purpose("retail store"), Purpose::Civil);
        for unknown in
            ["monitoring", "office of the prime minister", "air force school", "prison education wing", "civil protection", "the building"]
        {
            assert_eq!(purpose(unknown), Purpose::Unknown, "{unknown}");
        }
    }

    #[test]
    fn every_wider_category_is_one_itself() {
        for category in CATEGORIES {
            assert!(category.also.iter().all(|wider| CATEGORIES.iter().any(|other| other.id == *wider)), "{}", category.id);
        }
    }
}

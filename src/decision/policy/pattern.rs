//! Patterns for paths in a policy: `*` within one part of a path, `**` across parts, `?` one character.

/// Whether the whole of `path` fits `pattern`. Time and memory grow with the product of their lengths, no worse.
pub fn fits(pattern: &str, path: &str) -> bool {
    let path: Vec<char> = path.chars().collect();
    // reached[i]: the pattern so far fits the first i characters of the path.
    let mut reached = vec![false; path.len().saturating_add(1)];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let (length, next) = match first {
            '*' if rest.starts_with("**") => (2, run(&reached, &path, |_| true)),
            '*' => (1, run(&reached, &path, |c| c != '/')),
            '?' => (1, step(&reached, &path, |c| c != '/')),
            literal => (literal.len_utf8(), step(&reached, &path, |c| c == literal)),
        };
        reached = next;
        rest = rest.get(length..).unwrap_or_default();
    }
    reached.last().copied().unwrap_or(false)
}

/// One more character of the path, where it is allowed.
fn step(reached: &[bool], path: &[char], allowed: impl Fn(char) -> bool) -> Vec<bool> {
    std::iter::once(false).chain(reached.iter().zip(path).map(|(here, c)| *here && allowed(*c))).collect()
}

/// Any number of further characters of the path, as long as they are allowed.
fn run(reached: &[bool], path: &[char], allowed: impl Fn(char) -> bool) -> Vec<bool> {
    let mut next = reached.to_vec();
    let mut running = next.first().copied().unwrap_or(false);
    for (cell, c) in next.iter_mut().skip(1).zip(path) {
        running = *cell || (running && allowed(*c));
        *cell = running;
    }
    next
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stays_within_one_part_of_the_path() {
        assert!(fits("*.pdf", "manual.pdf"));
        assert!(!fits("*.pdf", "docs/manual.pdf"));
        assert!(fits("docs/*.pdf", "docs/manual.pdf"));
    }

    #[test]
    fn two_stars_cross_parts() {
        assert!(fits("**.pdf", "a/b/manual.pdf"));
        assert!(fits("**/README*", "delivery/README.txt"));
        assert!(!fits("**/README*", "README/evil.json"));
    }

    #[test]
    fn the_whole_path_has_to_fit() {
        assert!(!fits("README", "README.cdx.json"));
        assert!(!fits("README*", "x/README"));
        assert!(fits("部品表?.txt", "部品表1.txt"));
    }

    #[test]
    fn many_stars_against_a_long_path_end_soon() {
        assert!(!fits(&format!("{}b", "*a".repeat(60)), &"a".repeat(4_000)));
    }
}

//! The order and number of an XML element's children, as a machine that takes one child after the other.
//!
//! Made from the groups of the XML Schema by Glushkov's construction; XML Schema promises that it is
//! deterministic ("unique particle attribution", XML Schema Part 1, 3.8.6).

use super::grammar::bit;

/// How often a child or a group stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurs {
    optional: bool,
    repeats: bool,
}

/// A part of a content model.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// A child, by its number among the members of the type.
    Child {
        number: usize,
        occurs: Occurs,
    },
    Sequence {
        occurs: Occurs,
        parts: Vec<Node>,
    },
    Choice {
        occurs: Occurs,
        parts: Vec<Node>,
    },
}

/// The machine. A state is the place in the model of the last child.
#[derive(Debug, Default)]
pub(super) struct Model {
    /// The member that each place stands for.
    members: Vec<usize>,
    first: Vec<usize>,
    follow: Vec<Vec<usize>>,
    last: Vec<usize>,
    nullable: bool,
    /// Bit n: member n is in every row of children that is allowed.
    pub required: u64,
    /// Bit n: member n may stand more than once.
    pub repeats: u64,
}

/// Where one element stands in its model; `None` before its first child.
pub(super) type State = Option<usize>;

impl Occurs {
    pub const ONCE: Self = Self { optional: false, repeats: false };

    /// By the mark at the end of a word.
    pub fn of(word: &str) -> Option<Self> {
        let (optional, repeats) = match word.as_bytes().last()? {
            b'!' => (false, false),
            b'?' => (true, false),
            b'*' => (true, true),
            b'+' => (false, true),
            _ => return None,
        };
        Some(Self { optional, repeats })
    }
}

impl Node {
    pub fn sequence(occurs: Occurs) -> Self {
        Self::Sequence { occurs, parts: Vec::new() }
    }

    pub fn choice(occurs: Occurs) -> Self {
        Self::Choice { occurs, parts: Vec::new() }
    }

    /// Adds a part to a group.
    pub fn push(&mut self, part: Self) {
        match self {
            Self::Sequence { parts, .. } | Self::Choice { parts, .. } => parts.push(part),
            Self::Child { .. } => {}
        }
    }
}

/// What a part of the model can begin and end with.
struct Edges {
    nullable: bool,
    first: Vec<usize>,
    last: Vec<usize>,
    required: u64,
}

impl Model {
    /// The machine of this content.
    pub fn of(node: &Node) -> Self {
        let mut model = Self::default();
        let edges = model.add(node, false);
        Self { first: edges.first, last: edges.last, nullable: edges.nullable, required: edges.required, ..model }
    }

    /// The state after this child; `None` where it may not stand here.
    pub fn after(&self, state: State, member: usize) -> Option<usize> {
        let next = state.map_or(Some(&self.first), |place| self.follow.get(place))?;
        next.iter().copied().find(|place| self.members.get(*place) == Some(&member))
    }

    /// Whether the children may end here.
    pub fn may_end(&self, state: State) -> bool {
        state.map_or(self.nullable, |place| self.last.contains(&place))
    }

    fn add(&mut self, node: &Node, repeated: bool) -> Edges {
        match node {
            Node::Child { number, occurs } => {
                let place = self.members.len();
                self.members.push(*number);
                self.follow.push(if occurs.repeats { vec![place] } else { Vec::new() });
                if repeated || occurs.repeats {
                    self.repeats |= bit(*number);
                }
                let required = if occurs.optional { 0 } else { bit(*number) };
                Edges { nullable: occurs.optional, first: vec![place], last: vec![place], required }
            }
            Node::Sequence { occurs, parts } => {
                let mut all = Edges { nullable: true, first: Vec::new(), last: Vec::new(), required: 0 };
                for part in parts {
                    let edges = self.add(part, repeated || occurs.repeats);
                    self.join(&all.last, &edges.first);
                    if all.nullable {
                        all.first.extend_from_slice(&edges.first);
                    }
                    if !edges.nullable {
                        all.last.clear();
                    }
                    all.last.extend(edges.last);
                    all.nullable &= edges.nullable;
                    all.required |= edges.required;
                }
                self.group(all, *occurs)
            }
            Node::Choice { occurs, parts } => {
                let mut all = Edges { nullable: parts.is_empty(), first: Vec::new(), last: Vec::new(), required: u64::MAX };
                for part in parts {
                    let edges = self.add(part, repeated || occurs.repeats);
                    all.first.extend(edges.first);
                    all.last.extend(edges.last);
                    all.nullable |= edges.nullable;
                    all.required &= if edges.nullable { 0 } else { edges.required };
                }
                self.group(all, *occurs)
            }
        }
    }

    fn group(&mut self, mut edges: Edges, occurs: Occurs) -> Edges {
        if occurs.repeats {
            self.join(&edges.last, &edges.first);
        }
        edges.nullable |= occurs.optional;
        if edges.nullable {
            edges.required = 0;
        }
        edges
    }

    fn join(&mut self, from: &[usize], to: &[usize]) {
        for place in from {
            if let Some(follow) = self.follow.get_mut(*place) {
                let new: Vec<usize> = to.iter().copied().filter(|next| !follow.contains(next)).collect();
                follow.extend(new);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;

    fn child(number: usize, mark: &str) -> Node {
        Node::Child { number, occurs: Occurs::of(mark).unwrap() }
    }

    /// Whether a row of children is allowed.
    fn takes(model: &Model, row: &[usize]) -> bool {
        let mut state = None;
        row.iter().all(|member| {
            state = model.after(state, *member);
            state.is_some()
        }) && model.may_end(state)
    }

    #[test]
    fn a_sequence_takes_its_children_in_order_and_no_other_way() {
        let mut node = Node::sequence(Occurs::ONCE);
        for part in [child(0, "?"), child(1, "!"), child(2, "*")] {
            node.push(part);
        }
        let model = Model::of(&node);
        assert!([&[1][..], &[0, 1], &[0, 1, 2, 2], &[1, 2]].iter().all(|row| takes(&model, row)));
        assert!([&[][..], &[1, 0], &[0, 0, 1], &[1, 1], &[2, 1]].iter().all(|row| !takes(&model, row)));
        assert_eq!((model.required, model.repeats), (0b010, 0b100));
    }

    #[test]
    fn a_choice_takes_one_of_its_parts() {
        let mut inner = Node::choice(Occurs::of("!").unwrap());
        inner.push(child(0, "*"));
        inner.push(child(1, "?"));
        let model = Model::of(&inner);
        assert!([&[][..], &[0, 0, 0], &[1]].iter().all(|row| takes(&model, row)));
        assert!([&[0, 1][..], &[1, 1], &[1, 0]].iter().all(|row| !takes(&model, row)));
        assert_eq!(model.required, 0);
    }

    #[test]
    fn a_group_that_repeats_starts_over() {
        let mut group = Node::sequence(Occurs::of("*").unwrap());
        group.push(child(0, "!"));
        group.push(child(1, "?"));
        let model = Model::of(&group);
        assert!([&[][..], &[0], &[0, 1, 0], &[0, 0]].iter().all(|row| takes(&model, row)));
        assert!(!takes(&model, &[1]) && !takes(&model, &[0, 1, 1]));
    }
}

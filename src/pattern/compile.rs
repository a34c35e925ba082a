//! From syntax trees to a [`Program`].
//!
//! Inflections are expanded here, words are numbered, equal phrases are kept once, and each phrase gets the rarest thing it needs as its anchor.

use super::error::Mistake;
use super::frequency::COMMON;
use super::negation;
use super::program::{CompiledConcept, CompiledPhrase, FormulaId, FormulaNode, Lists, Need, Node, Program};
use super::syntax::{Formula, Phrase, parse_formula, parse_phrase};
use crate::text::{Kind, Lexicon, NUMBER_WORDS, Span, inflect};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names of the audiences in the order of their bits.
pub const AUDIENCES: [&str; 7] = ["everyone", "europe", "california", "us-states", "children", "workforce", "dpf"];

/// The bit of an audience's name.
pub fn audience_bit(name: &str) -> Option<u8> {
    AUDIENCES.iter().position(|a| *a == name).map(|n| 1 << n)
}

/// The names of the audiences of some bits, in their order.
pub fn audience_names(bits: u8) -> Vec<&'static str> {
    AUDIENCES.iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0).map(|(_, name)| *name).collect()
}

/// Collects concepts and patterns of several packs and compiles them together.
#[derive(Default)]
pub struct Compiler {
    forms: BTreeMap<String, u32>,
    form_words: Vec<String>,
    weights: Vec<u32>,
    terms: HashMap<Vec<u32>, u32>,
    term_forms: Vec<Vec<u32>>,
    nodes: HashMap<Node, u32>,
    node_list: Vec<Node>,
    definitions: BTreeMap<(String, String), Definition>,
    concepts: Vec<CompiledConcept>,
    phrases: HashMap<(u32, bool), u32>,
    phrase_list: Vec<CompiledPhrase>,
    formulas: HashMap<FormulaNode, FormulaId>,
    formula_list: Vec<FormulaNode>,
    regexes: Vec<String>,
    laws: u32,
}

struct Definition {
    alternatives: Vec<Phrase>,
    state: State,
    used: bool,
}

#[derive(Clone, Copy)]
enum State {
    Waiting,
    Compiling,
    Done(u32),
}

/// Where names are looked up: the requirement's own, the law's, the shared ones (each may be empty).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Names {
    /// The innermost scope, such as `gdpr.dpo-contact`; its law is the part before the full stop.
    pub home: String,
}

impl Names {
    /// The names that a requirement, a law (`gdpr`) or the shared concepts (empty) see.
    pub fn of(home: &str) -> Self {
        Names { home: home.to_owned() }
    }

    fn chain(&self) -> Vec<&str> {
        let mut chain = vec![self.home.as_str()];
        if let Some((law, _)) = self.home.split_once('.') {
            chain.push(law);
        }
        if !self.home.is_empty() {
            chain.push("");
        }
        chain
    }
}

impl Compiler {
    /// An empty compiler.
    pub fn new() -> Self {
        let mut compiler = Compiler::default();
        compiler.form_words.push(String::new());
        compiler.weights.push(0);
        for (word, _) in negation::roles() {
            compiler.form(word);
        }
        compiler
    }

    /// Defines a concept by its alternatives.
    ///
    /// # Errors
    /// Mistakes in the alternatives, each with the number of the alternative it is in.
    pub fn define(&mut self, home: &str, name: &str, alternatives: &[String]) -> Result<(), Vec<(usize, Mistake)>> {
        let mut phrases = Vec::new();
        let mut mistakes = Vec::new();
        for (n, text) in alternatives.iter().enumerate() {
            match parse_phrase(text) {
                Ok(phrase) => phrases.push(phrase),
                Err(found) => mistakes.extend(found.into_iter().map(|m| (n, m))),
            }
        }
        if self.definitions.contains_key(&(home.to_owned(), name.to_owned())) {
            mistakes.push((0, Mistake::new(Span::new(0, 0), format!("concept `{name}` is defined twice"), "keep one of the two".into())));
        }
        let definition = Definition { alternatives: phrases, state: State::Waiting, used: false };
        self.definitions.insert((home.to_owned(), name.to_owned()), definition);
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }

    /// The law whose patterns come next, by number; phrases remember who uses them.
    pub fn set_law(&mut self, number: u32) {
        self.laws = 1 << number;
    }

    /// What comes next is used by every law.
    pub fn set_all_laws(&mut self) {
        self.laws = u32::MAX;
    }

    /// Compiles a pattern, its concepts looked up from `names`.
    ///
    /// # Errors
    /// All mistakes in it, with spans into `text`.
    pub fn formula(&mut self, names: &Names, text: &str) -> Result<FormulaId, Vec<Mistake>> {
        let formula = parse_formula(text)?;
        self.compile_formula(names, &formula).map_err(|(what, hint)| vec![Mistake::new(locate(text, &what), what, hint)])
    }

    /// Concepts that nothing used, as (home, name).
    pub fn unused(&self) -> Vec<(String, String)> {
        self.definitions.iter().filter(|(_, d)| !d.used).map(|(key, _)| key.clone()).collect()
    }

    /// The program of everything compiled so far.
    pub fn finish(mut self) -> Program {
        let forms = self.form_words.len();
        let mut form_terms = vec![Vec::new(); forms];
        let node_needs = (0..fit(self.node_list.len())).map(|node| self.rarest_term(node)).collect();
        for (term, members) in self.term_forms.iter().enumerate() {
            for form in members {
                form_terms[*form as usize].push(fit(term));
            }
        }
        let mut roles = vec![0; forms];
        for (word, role) in negation::roles() {
            roles[self.forms[word] as usize] |= role;
        }
        let (form_phrases, kind_phrases) = self.index_phrases();
        Program {
            lexicon: Lexicon::new(self.form_words[1..].iter().map(String::as_str)),
            roles,
            form_terms: Lists::new(&form_terms),
            nodes: self.node_list,
            concepts: self.concepts,
            phrases: self.phrase_list,
            form_phrases: Lists::new(&form_phrases),
            node_needs,
            kind_phrases: Lists::new(&kind_phrases),
            formulas: self.formula_list,
            regexes: self.regexes,
            terms: fit(self.term_forms.len()),
        }
    }

    /// The rarest term that a node needs, counted from 1; 0 where it needs none in particular.
    fn rarest_term(&mut self, node: u32) -> u32 {
        let needs = self.needs(node);
        let first = self.ordered(needs).into_iter().find_map(|need| if let Need::Term(term) = need { Some(term) } else { None });
        first.map_or(0, |term| term + 1)
    }

    /// The phrases to try when a form or a kind occurs: those whose rarest need it meets.
    fn index_phrases(&mut self) -> (Vec<Vec<u32>>, Vec<Vec<u32>>) {
        let mut form_phrases = vec![Vec::new(); self.form_words.len()];
        let mut kind_phrases = vec![Vec::new(); Kind::NAMES.len()];
        for (number, phrase) in self.phrase_list.iter_mut().enumerate() {
            // The needs come rarest first; the first is the anchor.
            let anchor = phrase.needs.remove(0);
            let mut more = phrase.needs.iter().filter_map(|need| if let Need::Term(term) = need { Some(term + 1) } else { None });
            let entry = [fit(number), more.next().unwrap_or(0), more.next().unwrap_or(0)];
            let (term, kinds) = parts(&anchor);
            for form in term.map_or(&[][..], |t| &self.term_forms[t as usize]) {
                form_phrases[*form as usize].extend(entry);
            }
            for (kind, _) in Kind::NAMES.iter().filter(|(k, _)| kinds & (1 << *k as u16) != 0) {
                kind_phrases[*kind as usize].extend(entry);
            }
        }
        (form_phrases, kind_phrases)
    }

    fn form(&mut self, word: &str) -> u32 {
        if let Some(form) = self.forms.get(word) {
            return *form;
        }
        let form = fit(self.form_words.len());
        self.form_words.push(word.to_owned());
        let weight = COMMON.iter().find(|(w, _)| *w == word).map_or(15, |(_, n)| *n);
        self.weights.push(weight);
        self.forms.insert(word.to_owned(), form);
        form
    }

    fn term(&mut self, mut forms: Vec<u32>) -> u32 {
        forms.sort_unstable();
        forms.dedup();
        if let Some(term) = self.terms.get(&forms) {
            return *term;
        }
        let term = fit(self.term_forms.len());
        self.term_forms.push(forms.clone());
        self.terms.insert(forms, term);
        term
    }

    fn node(&mut self, node: Node) -> u32 {
        if let Some(id) = self.nodes.get(&node) {
            return *id;
        }
        let id = fit(self.node_list.len());
        self.node_list.push(node.clone());
        self.nodes.insert(node, id);
        id
    }

    fn compile_phrase(&mut self, names: &Names, phrase: &Phrase) -> Result<u32, Trouble> {
        let node = match phrase {
            Phrase::Word(word) => {
                let forms = inflect(word).iter().map(|w| self.form(w)).collect();
                Node::Term(self.term(forms))
            }
            Phrase::Exact { word, upper } => {
                let form = self.form(word);
                let term = self.term(vec![form]);
                if *upper { Node::Upper(term) } else { Node::Term(term) }
            }
            Phrase::Numeral(n) => return self.numeral(*n),
            Phrase::Kind(kind) => Node::Kind(*kind),
            Phrase::Concept(name) => return self.concept(names, name),
            Phrase::Sequence(parts) => Node::Sequence(self.compile_all(names, parts)?),
            Phrase::Choice(parts) => return self.choice(names, parts),
            Phrase::Optional(inner) => Node::Optional(self.compile_phrase(names, inner)?),
            Phrase::Gap(n) => Node::Gap(*n),
            Phrase::Unordered(parts, within) => Node::Unordered(self.compile_all(names, parts)?, *within),
            Phrase::Start => Node::Start,
            Phrase::End => Node::End,
        };
        Ok(self.node(node))
    }

    fn compile_all(&mut self, names: &Names, parts: &[Phrase]) -> Result<Vec<u32>, Trouble> {
        parts.iter().map(|part| self.compile_phrase(names, part)).collect()
    }

    fn numeral(&mut self, n: u32) -> Result<u32, Trouble> {
        let mut forms = vec![self.form(&n.to_string())];
        let word = |value: u32| NUMBER_WORDS.iter().find(|(_, v)| *v == value).map(|(w, _)| *w);
        if let Some(word) = word(n) {
            forms.push(self.form(word));
        }
        let term = self.term(forms);
        let digits = self.node(Node::Term(term));
        let (Some(tens), Some(ones)) = (word(n / 10 * 10).filter(|_| (21..100).contains(&n)), word(n % 10)) else {
            return Ok(digits);
        };
        let (tens, ones) = (self.form(tens), self.form(ones));
        let (tens, ones) = (self.term(vec![tens]), self.term(vec![ones]));
        let words = vec![self.node(Node::Term(tens)), self.node(Node::Term(ones))];
        let words = self.node(Node::Sequence(words));
        Ok(self.node(Node::Choice(vec![digits, words])))
    }

    /// One of several; single words are merged into one term.
    fn choice(&mut self, names: &Names, parts: &[Phrase]) -> Result<u32, Trouble> {
        let mut forms = Vec::new();
        let mut others = Vec::new();
        for id in self.compile_all(names, parts)? {
            match &self.node_list[id as usize] {
                Node::Term(term) => forms.extend(&self.term_forms[*term as usize]),
                Node::Choice(inner) => {
                    for id in inner.clone() {
                        match &self.node_list[id as usize] {
                            Node::Term(term) => forms.extend(&self.term_forms[*term as usize]),
                            _ => others.push(id),
                        }
                    }
                }
                _ => others.push(id),
            }
        }
        others.sort_unstable();
        others.dedup();
        if !forms.is_empty() {
            let term = self.term(forms);
            others.insert(0, self.node(Node::Term(term)));
        }
        if others.len() == 1 { Ok(others[0]) } else { Ok(self.node(Node::Choice(others))) }
    }

    fn concept(&mut self, names: &Names, name: &str) -> Result<u32, Trouble> {
        let home = names.chain().into_iter().find(|home| self.definitions.contains_key(&((*home).to_owned(), name.to_owned())));
        let Some(home) = home.map(str::to_owned) else {
            return Err((format!("unknown concept <{name}>"), self.nearest_concept(name)));
        };
        let key = (home.clone(), name.to_owned());
        let definition = self.definitions.get_mut(&key).expect("the home was found by this key");
        definition.used = true;
        match definition.state {
            State::Done(node) => return Ok(node),
            State::Compiling => return Err((format!("concept <{name}> is defined by itself"), "break the circle".into())),
            State::Waiting => {}
        }
        if definition.alternatives.is_empty() {
            return Err((format!("concept <{name}> has no alternatives that can be read"), "mend its definition".into()));
        }
        definition.state = State::Compiling;
        let alternatives = definition.alternatives.clone();
        let body = self.choice(&Names::of(&home), &alternatives)?;
        let node = if let Node::Term(_) | Node::Kind(_) = self.node_list[body as usize] {
            body
        } else {
            let needs = self.needs(body);
            self.concepts.push(CompiledConcept { root: body, needs: self.ordered(needs) });
            self.node(Node::Concept(fit(self.concepts.len() - 1)))
        };
        self.definitions.get_mut(&key).expect("the home was found by this key").state = State::Done(node);
        Ok(node)
    }

    fn nearest_concept(&self, name: &str) -> String {
        let near = self.definitions.keys().map(|(_, n)| n).min_by_key(|n| distance(n, name));
        match near {
            Some(near) if distance(near, name) <= 3 => format!("did you mean <{near}>?"),
            _ => "define it under [concepts] in this file, the law's concepts.toml or the shared ones".into(),
        }
    }

    fn compile_formula(&mut self, names: &Names, formula: &Formula) -> Result<FormulaId, Trouble> {
        let node = match formula {
            Formula::Phrase(phrase, polarity) => {
                let id = self.phrase(names, phrase)?;
                FormulaNode::Phrase(id, *polarity)
            }
            Formula::And(parts) => FormulaNode::And(self.compile_formulas(names, parts)?),
            Formula::Or(parts) => FormulaNode::Or(self.compile_formulas(names, parts)?),
            Formula::Not(inner) => FormulaNode::Not(self.compile_formula(names, inner)?),
            Formula::Scope(scope, inner) => FormulaNode::Scope(*scope, self.compile_formula(names, inner)?),
            Formula::Link(text) => FormulaNode::Link(text.clone()),
            Formula::Audience(name) => match audience_bit(name) {
                Some(bit) => FormulaNode::Audience(bit),
                None => return Err((format!("unknown audience `{name}`"), format!("known are {}", AUDIENCES.join(", ")))),
            },
            Formula::Is(kind) => match kind.as_str() {
                "heading" => FormulaNode::Heading,
                "item" => FormulaNode::Item,
                "cell" => FormulaNode::Cell,
                _ => return Err((format!("unknown kind of clause `{kind}`"), "known are heading, item, cell".into())),
            },
            Formula::Regex(text) => {
                if let Err(error) = regex::Regex::new(text) {
                    return Err((format!("the regular expression cannot be read: {error}"), "mend it, or say it in words".into()));
                }
                self.regexes.push(text.clone());
                FormulaNode::Regex(fit(self.regexes.len() - 1))
            }
        };
        if let Some(id) = self.formulas.get(&node) {
            return Ok(*id);
        }
        let id = fit(self.formula_list.len());
        self.formula_list.push(node.clone());
        self.formulas.insert(node, id);
        Ok(id)
    }

    fn compile_formulas(&mut self, names: &Names, parts: &[Formula]) -> Result<Vec<FormulaId>, Trouble> {
        parts.iter().map(|part| self.compile_formula(names, part)).collect()
    }

    fn phrase(&mut self, names: &Names, phrase: &Phrase) -> Result<u32, Trouble> {
        let root = self.compile_phrase(names, phrase)?;
        let literal = names_negator(phrase);
        if let Some(id) = self.phrases.get(&(root, literal)) {
            self.phrase_list[*id as usize].laws |= self.laws;
            return Ok(*id);
        }
        let needs = self.needs(root);
        let needs = self.ordered(needs);
        if needs.is_empty() {
            return Err(("this phrase needs no word in particular".into(), "name a word, concept or kind that has to stand in it".into()));
        }
        let id = fit(self.phrase_list.len());
        self.phrase_list.push(CompiledPhrase { root, literal, needs, laws: self.laws });
        self.phrases.insert((root, literal), id);
        Ok(id)
    }

    /// What has to occur for a node to match: every entry, one of each.
    fn needs(&mut self, node: u32) -> Vec<Need> {
        match self.node_list[node as usize].clone() {
            Node::Term(term) | Node::Upper(term) => vec![Need::Term(term)],
            Node::Kind(kind) => vec![Need::Kind(kind)],
            Node::Concept(id) => self.concepts[id as usize].needs.clone(),
            Node::Sequence(parts) | Node::Unordered(parts, _) => {
                let mut all: Vec<Need> = Vec::new();
                for part in parts {
                    let needs = self.needs(part);
                    all.extend(needs);
                }
                all
            }
            Node::Choice(parts) => self.choice_needs(&parts),
            Node::Optional(_) | Node::Gap(_) | Node::Start | Node::End => Vec::new(),
        }
    }

    /// One need that covers all alternatives: the rarest of each, joined.
    fn choice_needs(&mut self, alternatives: &[u32]) -> Vec<Need> {
        let mut forms: BTreeSet<u32> = BTreeSet::new();
        let mut kinds = 0u16;
        for part in alternatives {
            let needs = self.needs(*part);
            let Some(best) = self.ordered(needs).into_iter().next() else { return Vec::new() };
            let (term, bits) = parts(&best);
            kinds |= bits;
            forms.extend(term.map_or(&[][..], |t| &self.term_forms[t as usize]));
        }
        if forms.is_empty() {
            let empty = self.term(Vec::new());
            return vec![Need::Either(empty, kinds)];
        }
        let term = self.term(forms.into_iter().collect());
        vec![if kinds == 0 { Need::Term(term) } else { Need::Either(term, kinds) }]
    }

    fn ordered(&self, mut needs: Vec<Need>) -> Vec<Need> {
        needs.sort_by_key(|need| self.weight(need));
        needs.dedup();
        needs
    }

    fn weight(&self, need: &Need) -> u32 {
        let (term, kinds) = parts(need);
        let words: u32 = term.map_or(0, |t| self.term_forms[t as usize].iter().map(|f| self.weights[*f as usize]).sum());
        let kind_weight = |kind: Kind| match kind {
            Kind::Name => 20_000,
            Kind::Company | Kind::Number => 1500,
            Kind::Address | Kind::Article | Kind::Duration => 400,
            _ => 200,
        };
        words + Kind::NAMES.iter().filter(|(k, _)| kinds & (1 << *k as u16) != 0).map(|(k, _)| kind_weight(*k)).sum::<u32>()
    }
}

/// What is wrong and how to mend it; the place is found from the words.
type Trouble = (String, String);

fn parts(need: &Need) -> (Option<u32>, u16) {
    match need {
        Need::Term(term) => (Some(*term), 0),
        Need::Kind(kind) => (None, 1 << *kind as u16),
        Need::Either(term, kinds) => (Some(*term), *kinds),
    }
}

/// Where in a pattern the thing a message names stands: a concept in angle brackets or a name in backticks.
fn locate(text: &str, what: &str) -> Span {
    let named = what.find('<').and_then(|a| what[a..].find('>').map(|b| &what[a..=a + b]));
    let quoted = what.find('`').and_then(|a| what[a + 1..].find('`').map(|b| &what[a + 1..a + 1 + b]));
    match named.or(quoted).and_then(|name| text.find(name).map(|at| (at, name.len()))) {
        Some((at, len)) => Span::new(at, at + len),
        None => Span::new(0, text.len()),
    }
}

/// Whether a phrase itself names a negator, or a concept that is one by its name.
fn names_negator(phrase: &Phrase) -> bool {
    match phrase {
        Phrase::Word(word) | Phrase::Exact { word, .. } => negation::is_negator(word),
        Phrase::Concept(name) => name == "not" || ["not-", "no-", "never-", "without-"].iter().any(|start| name.starts_with(start)),
        Phrase::Sequence(parts) | Phrase::Unordered(parts, _) | Phrase::Choice(parts) => parts.iter().any(names_negator),
        Phrase::Optional(inner) => names_negator(inner),
        _ => false,
    }
}

/// Edit distance, for "did you mean".
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let change = before + usize::from(ca != *cb);
            before = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}

fn fit(n: usize) -> u32 {
    u32::try_from(n).expect("a program holds fewer than 4 G entries")
}

//! HTML becomes a tree whose elements and texts know their lines, by html5ever.
//!
//! Nesting is capped before html5ever builds it: what a page nests deeper than any person does loses its tags and keeps its
//! text, so neither the parser's own stack nor a walk of the tree grows with hostile input.

use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::State;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

use super::endless::without_endless_tags;
use super::simple::{self, Piece};

/// More open elements than this do not nest.
const DEEPEST: usize = 200;
/// No node.
const NONE: usize = usize::MAX;

/// A node's place in its [`Tree`].
pub(crate) type Id = usize;

/// A document or fragment of HTML.
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

struct Node {
    parent: Id,
    first: Id,
    last: Id,
    next: Id,
    previous: Id,
    line: usize,
    data: Data,
}

enum Data {
    Document,
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
    Other,
}

impl Tree {
    /// Reads a whole page.
    pub(crate) fn of_page(html: &str) -> Tree {
        let sink = Sink { last: last_line(html), ..Sink::default() };
        parse(TreeBuilder::new(sink, tree_options()), None, html)
    }

    /// Reads what could stand in a `div`; its first line counts as `first_line`.
    pub(crate) fn of_fragment(html: &str, first_line: usize) -> Tree {
        let sink = Sink { offset: first_line.saturating_sub(1), last: last_line(html), ..Sink::default() };
        let context =
            sink.create_element(QualName::new(None, ns!(html), local_name!("div")), Vec::new(), ElementFlags::default());
        let builder = TreeBuilder::new_for_fragment(sink, context, None, tree_options());
        let state = builder.tokenizer_state_for_context_elem(false);
        parse(builder, Some(state), html)
    }

    /// Reads simple HTML, all of it counted as on `line`; none where it is not simple.
    pub(crate) fn of_simple(html: &str, line: usize) -> Option<Tree> {
        let sink = Sink { offset: line.saturating_sub(1), last: 1, ..Sink::default() };
        let name = |name: &str| QualName::new(None, ns!(html), LocalName::from(name));
        let page = sink.push(Data::Element(name("html"), Vec::new()));
        sink.insert(0, page, NONE);
        let mut open = vec![page];
        let is_simple = simple::read(html, &mut |piece| {
            let data = match piece {
                Piece::Close => return open.truncate(open.len().saturating_sub(1)),
                Piece::Text(text) => Data::Text(StrTendril::from_slice(&simple::resolved(text))),
                Piece::Open(element, attributes) => Data::Element(name(element), attributes_of(attributes)),
            };
            let id = sink.push(data);
            sink.insert(open.last().copied().unwrap_or(page), id, NONE);
            if let Piece::Open(..) = piece {
                open.push(id);
            }
        });
        is_simple.then(|| sink.finish())
    }

    /// The document itself.
    pub(crate) fn root(&self) -> Id {
        0
    }

    /// How many nodes there are; ids are below it.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The name of an element, empty for all else.
    pub(crate) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].data {
            Data::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// Whether `id` is an element.
    pub(crate) fn is_element(&self, id: Id) -> bool {
        matches!(self.nodes[id].data, Data::Element(..))
    }

    /// The text of a text node.
    pub(crate) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        match &self.nodes[id].data {
            Data::Element(_, attributes) => attributes.iter().find(|other| &*other.name.local == name).map(|other| &*other.value),
            _ => None,
        }
    }

    /// Where the start tag or the text stands.
    pub(crate) fn line(&self, id: Id) -> usize {
        self.nodes[id].line
    }

    /// The element around a node.
    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        Some(self.nodes[id].parent).filter(|parent| *parent != NONE)
    }

    /// The nodes in an element.
    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let first = Some(self.nodes[id].first).filter(|id| *id != NONE);
        std::iter::successors(first, |id| Some(self.nodes[*id].next).filter(|next| *next != NONE))
    }

    /// Every node below `id`, in document order, of any depth.
    pub(crate) fn descendants(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let top = id;
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let at = next?;
            next = self.below_or_after(at, top);
            Some(at)
        })
        .skip(1)
    }

    /// The first node in `id`, else the one behind it.
    pub(crate) fn below_or_after(&self, id: Id, top: Id) -> Option<Id> {
        let first = self.nodes[id].first;
        if first != NONE { Some(first) } else { self.after(id, top) }
    }

    /// The node behind `id` and all that is in it, below `top`.
    pub(crate) fn after(&self, mut id: Id, top: Id) -> Option<Id> {
        loop {
            if id == top || id == NONE {
                return None;
            }
            let node = &self.nodes[id];
            if node.next != NONE {
                return Some(node.next);
            }
            id = node.parent;
        }
    }

    /// All text below `id`, as written.
    pub(crate) fn text_below(&self, id: Id) -> String {
        self.descendants(id).filter_map(|id| self.text(id)).collect()
    }

    /// The first element below `id` that is called `name`.
    pub(crate) fn find(&self, id: Id, name: &str) -> Option<Id> {
        self.descendants(id).find(|id| self.name(*id) == name)
    }
}

/// The attributes of an element of simple HTML.
fn attributes_of(written: &str) -> Vec<Attribute> {
    let mut found = Vec::new();
    simple::each_attribute(written, &mut |key, value| {
        found.push(Attribute { name: QualName::new(None, ns!(), LocalName::from(key)), value: StrTendril::from_slice(value) });
        true
    });
    found
}

fn tree_options() -> TreeBuilderOpts {
    TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..TreeBuilderOpts::default() }
}

fn parse(builder: TreeBuilder<Id, Sink>, state: Option<State>, html: &str) -> Tree {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&without_endless_tags(html)));
    let guard = Guard { builder, open: RefCell::default(), dropped: RefCell::default(), depth: Cell::new(0) };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts { initial_state: state, ..TokenizerOpts::default() });
    // The tokenizer stops behind each script and each declaration of a charset.
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Stands before the tree builder and keeps its stack short.
struct Guard {
    builder: TreeBuilder<Id, Sink>,
    open: RefCell<HashMap<LocalName, usize>>,
    dropped: RefCell<HashMap<LocalName, usize>>,
    depth: Cell<usize>,
}

impl Guard {
    /// Whether the tree builder shall not see this tag.
    fn drops(&self, tag: &html5ever::tokenizer::Tag) -> bool {
        if closes_itself(&tag.name) {
            return false;
        }
        let (mut open, mut dropped) = (self.open.borrow_mut(), self.dropped.borrow_mut());
        match tag.kind {
            TagKind::StartTag if self.depth.get() >= DEEPEST => {
                *dropped.entry(tag.name.clone()).or_default() += 1;
                true
            }
            TagKind::StartTag => {
                *open.entry(tag.name.clone()).or_default() += 1;
                self.depth.set(self.depth.get() + 1);
                false
            }
            TagKind::EndTag => {
                if let Some(count) = dropped.get_mut(&tag.name).filter(|count| **count > 0) {
                    *count -= 1;
                    return true;
                }
                if let Some(count) = open.get_mut(&tag.name).filter(|count| **count > 0) {
                    *count -= 1;
                    self.depth.set(self.depth.get().saturating_sub(1));
                }
                false
            }
        }
    }
}

/// Elements that hold nothing, or that the next of their kind ends.
fn closes_itself(name: &str) -> bool {
    const NAMES: [&str; 35] = [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "caption",
        "html",
        "head",
        "body",
        "script",
        "style",
        "title",
        "textarea",
        "plaintext",
    ];
    NAMES.contains(&name)
}

impl TokenSink for Guard {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        match &token {
            Token::TagToken(tag) if self.drops(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Where html5ever builds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    line: Cell<usize>,
    offset: usize,
    /// What the end of the file closes gets no line behind it.
    last: usize,
}

/// The line of the last character that is no blank.
fn last_line(html: &str) -> usize {
    let bytes = html.trim_end().as_bytes();
    let next = bytes.iter().skip(1).chain(&[0]);
    bytes.iter().zip(next).filter(|&(&byte, &next)| byte == b'\n' || byte == b'\r' && next != b'\n').count() + 1
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Sink { nodes: RefCell::default(), line: Cell::new(1), offset: 0, last: usize::MAX };
        sink.push(Data::Document);
        sink
    }
}

impl Sink {
    fn push(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        let line = self.line.get().min(self.last) + self.offset;
        nodes.push(Node { parent: NONE, first: NONE, last: NONE, next: NONE, previous: NONE, line, data });
        nodes.len() - 1
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let (parent, previous, next) = (nodes[id].parent, nodes[id].previous, nodes[id].next);
        if parent == NONE {
            return;
        }
        match previous {
            NONE => nodes[parent].first = next,
            _ => nodes[previous].next = next,
        }
        match next {
            NONE => nodes[parent].last = previous,
            _ => nodes[next].previous = previous,
        }
        let node = &mut nodes[id];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts `child` into `parent`, before `next` or, where that is `NONE`, last.
    fn insert(&self, parent: Id, child: Id, next: Id) {
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let previous = if next == NONE { nodes[parent].last } else { nodes[next].previous };
        let node = &mut nodes[child];
        (node.parent, node.previous, node.next) = (parent, previous, next);
        match previous {
            NONE => nodes[parent].first = child,
            _ => nodes[previous].next = child,
        }
        match next {
            NONE => nodes[parent].last = child,
            _ => nodes[next].previous = child,
        }
    }

    fn node(&self, child: NodeOrText<Id>) -> Id {
        match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => self.push(Data::Text(text)),
        }
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _message: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].data {
            Data::Element(name, _) => name,
            _ => unreachable!("html5ever asks elements only"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Id {
        self.push(Data::Element(name, attributes))
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        self.push(Data::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        self.push(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let child = self.node(child);
        self.insert(*parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.nodes.borrow()[*element].parent != NONE {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let child = self.node(child);
        let parent = self.nodes.borrow()[*sibling].parent;
        if parent != NONE && child != *sibling {
            self.insert(parent, child, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        if let Data::Element(_, present) = &mut self.nodes.borrow_mut()[*target].data {
            for attribute in attributes {
                if present.iter().all(|other| other.name != attribute.name) {
                    present.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        loop {
            let first = self.nodes.borrow()[*node].first;
            if first == NONE {
                return;
            }
            self.insert(*new_parent, first, NONE);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line.max(1) as usize);
    }
}

/// A single tag, as it stands in running text.
#[derive(Debug, Default)]
pub(crate) struct Tag {
    /// Lower case.
    pub(crate) name: String,
    /// `</name>`.
    pub(crate) closing: bool,
    /// Names in lower case, values with entities resolved.
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Reads the first tag of `text`.
    pub(crate) fn read(text: &str) -> Option<Tag> {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(text));
        let tokenizer = Tokenizer::new(FirstTag::default(), TokenizerOpts::default());
        let _ = tokenizer.feed(&input);
        tokenizer.sink.0.into_inner()
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct FirstTag(RefCell<Option<Tag>>);

impl TokenSink for FirstTag {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            self.0.borrow_mut().get_or_insert_with(|| Tag {
                name: tag.name.to_string(),
                closing: tag.kind == TagKind::EndTag,
                attributes: tag.attrs.iter().map(|attr| (attr.name.local.to_string(), attr.value.to_string())).collect(),
            });
        }
        TokenSinkResult::Continue
    }
}

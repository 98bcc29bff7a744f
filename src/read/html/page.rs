//! A page of HTML becomes a [`Document`]: what its head says, and the part of its body that is the text.
//!
//! Navigation, footers, cookie notices, share buttons, comments and their kin are left out: by element and role, by the
//! usual words in class and id, and by holding little but short links. Three things protect a page's own text from that:
//! what holds most of the text stays, what is rich in headings or clock times stays, and so does all that is inside the
//! element that the page itself calls its main part.

use std::collections::HashSet;

use url::Url;

use super::tree::{Id, Tree};
use crate::read::document::{Block, BlockKind, Document, Metadata, Named, Part};
use crate::read::html::{blocks_of, blocks_of_page, is_hidden};
use crate::read::markup::front_matter;
use crate::read::markup::mend;
use crate::read::markup::metadata;
use crate::read::text::lines;
use crate::when;

/// Reads a page, with or without front matter. `address` is where it came from.
pub(crate) fn read(text: &str, address: Option<&Url>) -> Document {
    let source = lines::split(text);
    let mut warnings = Vec::new();
    let front = front_matter::read(&source, &mut warnings);
    let text = mend::without_programs(&source, front.end_line);
    let tree = Tree::of_page(&text);
    let head = head(&tree, address);
    let base = tree.find(tree.root(), "base").and_then(|base| tree.attribute(base, "href"));
    let base = match (base, address) {
        (Some(base), Some(address)) => address.join(base).ok(),
        (Some(base), None) => Url::parse(base).ok(),
        (None, _) => address.cloned().or_else(|| Url::parse(head.url.as_deref()?).ok()),
    };
    let blocks = body(&tree, base.as_ref());
    let (event, sessions) = stated(&text);
    Document {
        event,
        sessions,
        metadata: merged(front, head),
        parts: vec![Part { blocks, line: 1, ..Part::default() }],
        warnings,
        ..Document::default()
    }
}

/// The event and the sessions that a page states as data beside its text (schema.org in JSON-LD).
fn stated(text: &str) -> (Option<crate::model::Event>, Vec<crate::read::document::Session>) {
    let (mut event, mut sessions) = (None, Vec::new());
    for (script, line) in crate::read::html::json_ld(text) {
        if let Some((named, found)) = crate::read::schedule::json_ld::read_script(&script) {
            event = event.or(named);
            sessions.extend(found.into_iter().map(|session| crate::read::document::Session { line, ..session }));
        }
    }
    (event, sessions)
}

/// What the front matter says counts before what the head says.
fn merged(front: Metadata, head: Metadata) -> Metadata {
    Metadata {
        title: front.title.or(head.title),
        authors: if front.authors.is_empty() { head.authors } else { front.authors },
        url: front.url.or(head.url),
        site: front.site.or(head.site),
        updated: front.updated.or(head.updated),
        published: front.published.or(head.published),
        language: front.language.or(head.language),
        rights: front.rights.or(head.rights),
        tags: if front.tags.is_empty() { head.tags } else { front.tags },
        description: front.description.or(head.description),
        ..front
    }
}

fn head(tree: &Tree, address: Option<&Url>) -> Metadata {
    let mut found = Metadata::default();
    let mut page_title = None;
    let absolute = |href: &str| match address {
        Some(address) => address.join(href.trim()).ok().map(String::from),
        None => Some(href.trim().to_owned()).filter(|href| metadata::is_absolute(href)),
    };
    for id in tree.descendants(tree.root()) {
        match tree.name(id) {
            "html" => {
                let lang = tree.attribute(id, "lang").or_else(|| tree.attribute(id, "xml:lang"));
                found.language = lang.map(metadata::language).filter(|tag| !tag.is_empty());
            }
            "title" if page_title.is_none() => page_title = clean(&tree.text_below(id)),
            "link" => {
                let rels = tree.attribute(id, "rel").unwrap_or_default().to_ascii_lowercase();
                let href = tree.attribute(id, "href").unwrap_or_default();
                for rel in rels.split_whitespace() {
                    match rel {
                        "canonical" if found.url.is_none() => found.url = absolute(href),
                        "license" if found.rights.is_none() => found.rights = clean(href),
                        _ => {}
                    }
                }
            }
            "a" if tree.attribute(id, "rel").is_some_and(|rel| rel.split_whitespace().any(|word| word == "author")) => {
                add_author(&mut found, &tree.text_below(id), tree.line(id));
            }
            "meta" => {
                let name = tree
                    .attribute(id, "name")
                    .or_else(|| tree.attribute(id, "property"))
                    .or_else(|| tree.attribute(id, "itemprop"));
                let content = tree.attribute(id, "content").unwrap_or_default();
                let (Some(name), Some(text)) = (name, clean(content)) else { continue };
                take_meta(&mut found, name.trim(), text, tree.line(id), &absolute);
            }
            _ => {}
        }
    }
    found.title = found.title.or(page_title);
    if let (Some(title), Some(site)) = (&mut found.title, &found.site) {
        cut_site(title, site);
    }
    found
}

/// What a `<meta>` called `name` says of the page.
fn take_meta(found: &mut Metadata, name: &str, text: String, line: usize, absolute: &dyn Fn(&str) -> Option<String>) {
    let or_said = |known: Option<String>| known.or_else(|| Some(text.clone()));
    match name.to_ascii_lowercase().as_str() {
        "og:title" | "twitter:title" | "dc.title" => found.title = or_said(found.title.take()),
        "og:site_name" | "application-name" => found.site = or_said(found.site.take()),
        "author" | "article:author" | "dc.creator" | "citation_author" | "parsely-author" if !metadata::is_absolute(&text) => {
            add_author(found, &text, line);
        }
        "article:published_time" | "date" | "dc.date" | "dcterms.created" | "datepublished" | "pubdate" | "publish_date" => {
            found.published = found.published.take().or_else(|| metadata::date(&text));
        }
        "article:modified_time" | "og:updated_time" | "last-modified" | "dcterms.modified" | "datemodified" => {
            found.updated = found.updated.take().or_else(|| metadata::date(&text));
        }
        "description" | "og:description" | "dc.description" => found.description = or_said(found.description.take()),
        "og:url" => found.url = found.url.take().or_else(|| absolute(&text)),
        "keywords" | "article:tag" | "news_keywords" => {
            for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
                if found.tags.len() < 100 && found.tags.iter().all(|other| other != tag) {
                    found.tags.push(tag.to_owned());
                }
            }
        }
        "copyright" | "dc.rights" | "dcterms.rights" | "rights" => found.rights = or_said(found.rights.take()),
        _ => {}
    }
}

fn add_author(found: &mut Metadata, text: &str, line: usize) {
    let Some(text) = clean(text).filter(|text| text.chars().count() <= 100) else { return };
    if found.authors.iter().all(|other| other.text != text) {
        found.authors.push(Named { text, line });
    }
}

fn clean(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Takes the site's name off the end of a title (`Quiet machines | Ferrocon`).
fn cut_site(title: &mut String, site: &str) {
    let Some(rest) = title.strip_suffix(site) else { return };
    let bare = rest.trim_end();
    let cut = bare.trim_end_matches(['|', '-', '–', '—', '·', '•', '»', ':']).trim_end();
    if cut.len() < bare.len() && !cut.is_empty() {
        let length = cut.len();
        title.truncate(length);
    }
}

fn body(tree: &Tree, base: Option<&Url>) -> Vec<Block> {
    let page = Page::measure(tree);
    let body = tree.find(tree.root(), "body").unwrap_or(tree.root());
    let root = page.main(body);
    let dropped = page.dropped(root);
    let mut blocks = blocks_of_page(tree, root, base, &|id| dropped.contains(&id));
    if let Some(title) = page.title_outside(body, root) {
        let line = tree.line(title);
        let mut heading = blocks_of(tree, tree.parent(title).unwrap_or(title), base, None, &|id| {
            id != title && tree.name(id) != "h1" && tree.parent(id) == tree.parent(title)
        });
        heading.retain(|block| matches!(block.kind, BlockKind::Heading { level: 1, .. }) && block.line == line);
        heading.append(&mut blocks);
        return heading;
    }
    blocks
}

/// How much of a page's text stands where.
struct Page<'a> {
    tree: &'a Tree,
    /// Characters of text below each node that a reader sees.
    text: Vec<usize>,
    /// Those of them that are links.
    linked: Vec<usize>,
    /// Links below each node.
    links: Vec<usize>,
    /// Headings, and clock times, below each node.
    headings: Vec<usize>,
    times: Vec<usize>,
    /// Paragraphs, items and tables below each node.
    texts: Vec<usize>,
}

impl<'a> Page<'a> {
    fn measure(tree: &'a Tree) -> Self {
        let zero = vec![0; tree.len()];
        let mut page = Page {
            tree,
            text: zero.clone(),
            linked: zero.clone(),
            links: zero.clone(),
            headings: zero.clone(),
            times: zero.clone(),
            texts: zero,
        };
        let order: Vec<Id> = tree.descendants(tree.root()).collect();
        let mut in_link = vec![false; tree.len()];
        let mut unseen = vec![false; tree.len()];
        for id in &order {
            let parent = tree.parent(*id).unwrap_or(0);
            in_link[*id] = in_link[parent] || tree.name(*id) == "a";
            unseen[*id] = unseen[parent] || matches!(tree.name(*id), "script" | "style" | "template" | "noscript" | "head");
            if unseen[*id] {
                continue;
            }
            if let Some(text) = tree.text(*id) {
                let count = text.chars().filter(|mark| !mark.is_whitespace()).count();
                page.text[*id] = count;
                page.linked[*id] = if in_link[*id] { count } else { 0 };
                page.times[*id] = clock_times(text);
            }
            match tree.name(*id) {
                "a" => page.links[*id] = 1,
                "h1" | "h2" | "h3" | "h4" => page.headings[*id] = 1,
                "p" | "li" | "table" | "article" => page.texts[*id] = 1,
                _ => {}
            }
        }
        // Children come behind their parents, so adding from the end gives each parent its sum.
        for id in order.iter().rev() {
            let Some(parent) = tree.parent(*id) else { continue };
            for sums in [&mut page.text, &mut page.linked, &mut page.links, &mut page.headings, &mut page.times, &mut page.texts]
            {
                sums[parent] += sums[*id];
            }
        }
        page
    }

    /// The element that holds the page's own text.
    fn main(&self, body: Id) -> Id {
        let tree = self.tree;
        let all = self.text[body];
        let elements: Vec<Id> = tree.descendants(body).filter(|id| tree.is_element(*id)).collect();
        let only = |wanted: &dyn Fn(Id) -> bool, share: usize| -> Option<Id> {
            let mut found = elements.iter().copied().filter(|id| wanted(*id));
            let (first, second) = (found.next()?, found.next());
            (second.is_none() && self.text[first] * 100 >= all * share).then_some(first)
        };
        let is_main = |id: Id| tree.name(id) == "main" || tree.attribute(id, "role") == Some("main");
        let named = [
            "articleBody",
            "entry-content",
            "post-content",
            "article-content",
            "markdown-body",
            "e-content",
            "post-body",
            "page-content",
            "content",
            "main",
            "main-content",
            "maincontent",
            "bodyContent",
        ];
        let outermost = elements.iter().copied().find(|id| is_main(*id)).filter(|id| self.text[*id] * 100 >= all * 15);
        let main = outermost.or_else(|| only(&|id| tree.name(id) == "article", 40)).or_else(|| {
            named.iter().find_map(|name| {
                let is_named = |id: Id| {
                    let has = |attribute| {
                        tree.attribute(id, attribute).is_some_and(|value| value.split_whitespace().any(|word| word == *name))
                    };
                    has("id") || has("class") || has("itemprop")
                };
                only(&is_named, 50)
            })
        });
        // An article that is all of the main part is what the main part is about.
        let Some(main) = main else { return self.densest(body) };
        let mut articles = tree.descendants(main).filter(|id| tree.name(*id) == "article");
        match (articles.next(), articles.next()) {
            (Some(article), None) if self.text[article] * 100 >= self.text[main] * 60 => article,
            _ => main,
        }
    }

    /// Goes down from `id` as long as one child holds nearly all text that is no link, and no headings or paragraphs stand beside it.
    fn densest(&self, mut id: Id) -> Id {
        let worth = |id: Id| 4 * self.text[id] - 3 * self.linked[id];
        let all = worth(id);
        loop {
            let best = self.tree.children(id).filter(|child| self.tree.is_element(*child)).max_by_key(|child| worth(*child));
            let holds_blocks = |id: Id| matches!(self.tree.name(id), "div" | "section" | "article" | "center" | "form" | "main");
            let is_text =
                |id: &Id| matches!(self.tree.name(*id), "h1" | "h2" | "h3" | "p") && self.linked[*id] * 2 < self.text[*id];
            let lone = || !self.tree.children(id).any(|child| is_text(&child));
            match best.filter(|best| holds_blocks(*best) && worth(*best) * 100 >= all * 85 && lone()) {
                Some(best) => id = best,
                None => return id,
            }
        }
    }

    /// The elements below `root` that are no part of the text.
    fn dropped(&self, root: Id) -> HashSet<Id> {
        let tree = self.tree;
        let whole = self.text[root];
        let is_page =
            matches!(tree.name(root), "body" | "") || tree.parent(root).is_some_and(|parent| tree.name(parent) == "body");
        let everywhere = self.everywhere(root);
        tree.descendants(root)
            .filter(|id| tree.is_element(*id) && self.text[*id] * 2 <= whole)
            .filter(|id| self.is_furniture(*id, &everywhere) || (is_page && self.is_menu(*id)))
            .collect()
    }

    /// Words of furniture in the classes of elements that together hold half of the text below `root`: there they mean nothing,
    /// as where a builder of pages calls every piece a widget.
    fn everywhere(&self, root: Id) -> Vec<&'static str> {
        let tree = self.tree;
        let holds = |word: &str| {
            let (mut sum, mut next) = (0, tree.descendants(root).next());
            while let Some(id) = next {
                let class = tree.attribute(id, "class").unwrap_or_default();
                let is_so = class.split(|mark: char| !mark.is_alphanumeric()).any(|other| other.eq_ignore_ascii_case(word));
                sum += if is_so { self.text[id] } else { 0 };
                next = if is_so { tree.after(id, root) } else { tree.below_or_after(id, root) };
            }
            sum * 2 >= self.text[root]
        };
        LIKELY.into_iter().filter(|word| holds(word)).collect()
    }

    fn is_rich(&self, id: Id) -> bool {
        self.headings[id] >= 3 || self.times[id] >= 4
    }

    fn is_furniture(&self, id: Id, everywhere: &[&str]) -> bool {
        let tree = self.tree;
        let role = tree.attribute(id, "role").unwrap_or_default();
        match tree.name(id) {
            "nav" => return true,
            "footer" => {
                let rich = self.is_rich(id) && self.within(id, &["article", "li", "section"]);
                return !rich && !self.within(id, &["blockquote", "figure"]);
            }
            "aside" => return !self.is_rich(id) && !self.within(id, &["li", "td"]),
            "header" if role == "banner" || (tree.find(id, "nav").is_some() && self.headings[id] == 0) => return true,
            "form" if self.headings[id] == 0 && self.texts[id] == 0 => return true,
            "label" if self.within(id, &["form"]) && !self.within(id, &["li", "td"]) => return true,
            "html" | "body" | "main" | "article" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "tbody" | "tr" | "td"
            | "th" => return false,
            _ => {}
        }
        if matches!(
            role,
            "navigation" | "banner" | "contentinfo" | "search" | "complementary" | "menu" | "menubar" | "dialog" | "alertdialog"
        ) {
            return role == "navigation" || !self.is_rich(id);
        }
        let mut sure = false;
        let mut likely = false;
        for attribute in ["class", "id"] {
            let Some(value) = tree.attribute(id, attribute) else { continue };
            for name in value.split_whitespace() {
                let name = name.to_ascii_lowercase();
                let words: Vec<&str> = name.split(|mark: char| !mark.is_alphanumeric()).collect();
                sure |= SURE.iter().any(|known| words.contains(known)) || SURE_NAMES.contains(&name.as_str());
                likely |= LIKELY.iter().any(|known| words.contains(known) && !everywhere.contains(known));
            }
        }
        let mostly_links = self.linked[id] * 2 >= self.text[id] || self.text[id] < 30;
        (sure && !self.is_rich(id)) || (likely && mostly_links && !self.is_rich(id) && !self.is_day(id))
    }

    /// "12 May 2031" over what is on then, whatever its class is called.
    fn is_day(&self, id: Id) -> bool {
        self.linked[id] == 0
            && (6..60).contains(&self.text[id])
            && when::day_label(self.tree.text_below(id).trim()).is_some_and(|day| day.date.is_some() || day.weekday.is_some())
    }

    /// Many short links and little else: a menu.
    fn is_menu(&self, id: Id) -> bool {
        let links = self.links[id];
        matches!(self.tree.name(id), "ul" | "ol" | "div" | "section" | "p" | "td")
            && links >= 5
            && self.linked[id] * 10 >= self.text[id] * 9
            && self.linked[id] < links * 14
            && self.times[id] == 0
            && self.headings[id] == 0
    }

    fn within(&self, id: Id, names: &[&str]) -> bool {
        let mut above = self.tree.parent(id);
        while let Some(id) = above {
            if names.contains(&self.tree.name(id)) {
                return true;
            }
            above = self.tree.parent(id);
        }
        false
    }

    /// The page's one top heading, where it stands outside its main part.
    fn title_outside(&self, body: Id, root: Id) -> Option<Id> {
        let tree = self.tree;
        if root == body || tree.find(root, "h1").is_some() {
            return None;
        }
        let mut titles =
            tree.descendants(body).filter(|id| tree.name(*id) == "h1" && self.text[*id] > 0 && !is_hidden(tree, *id));
        let (title, second) = (titles.next()?, titles.next());
        (second.is_none() && !self.within(title, &["nav", "footer", "aside"])).then_some(title)
    }
}

/// Words of a class or id that hold no text of the page's own.
const SURE: [&str; 19] = [
    "breadcrumb",
    "breadcrumbs",
    "navbar",
    "navigation",
    "cookie",
    "cookies",
    "gdpr",
    "consent",
    "disqus",
    "tagcloud",
    "pagination",
    "skiplink",
    "sharedaddy",
    "addtoany",
    "sidebar",
    "newsletter",
    "comments",
    "commentlist",
    "masthead",
];
/// Whole names that do not.
const SURE_NAMES: [&str; 16] = [
    "nav",
    "footer",
    "site-footer",
    "site-header",
    "page-footer",
    "skip-link",
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "comment-list",
    "comment-respond",
    "respond",
    "social-links",
    "post-navigation",
    "mw-editsection",
    "mw-jump-link",
];
/// Words that do not where little but links stands there.
const LIKELY: [&str; 17] = [
    "nav",
    "menu",
    "share",
    "sharing",
    "social",
    "related",
    "pager",
    "subscribe",
    "advert",
    "ads",
    "toc",
    "widget",
    "footer",
    "header",
    "toolbar",
    "tags",
    "languages",
];

/// Clock times (`10:40`, `9.30`, `14h00`) in `text`, few of them counted where there are many.
fn clock_times(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_time = |at: usize| {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2) && !digit(at + 3)
    };
    (0..bytes.len()).filter(|at| matches!(bytes[*at], b':' | b'h') && is_time(*at)).count()
}

#[cfg(test)]
pub(super) mod tests {
    use super::read;
    use crate::read::markup::outline::check;

    #[track_caller]
    pub(in crate::read::html) fn check_page(html: &str, expected: &str) {
        check(&read(html, None).parts[0].blocks, expected);
    }

    #[test]
    fn a_page_is_read_without_its_furniture() {
        check_page(
            r##"<!doctype html>
<html lang="en_GB"><head><title>Tides | Quay</title><meta property="og:site_name" content="Quay"></head>
<body><header><nav><a href="/">Home</a> <a href="/a">About</a></nav></header>
<div class="cookie-banner">We use cookies.</div>
<h1>Tides</h1>
<main>
<p>First <b>bold</b> text,
wrapped.</p>
<div class="share"><a href="x">Post</a></div>
<h2 id="late">Late tides <a href="#late">#</a></h2><h3 id="a"><a href="#a">Neap</a></h3>
<ul><li>One<p>Two</p><li>Three<ul><li>Four</ul></ul>
</main>
<aside><p>Buy a boat.</p></aside>
<footer>Imprint</footer></body></html>"##,
            "
            5 h1 Tides
            7-8 p First **bold** text, wrapped.
            10 #late h2 Late tides
            10 #a h3 Neap
            11 list
              11 item
                11 p One
                11 p Two
              11 item
                11 p Three
                11 list
                  11 item
                    11 p Four
            ",
        );
        let document =
            read("<html lang='en_GB'><title>Tides | Quay</title><meta property='og:site_name' content='Quay'><p>x", None);
        assert_eq!(document.metadata.title.as_deref(), Some("Tides"));
        assert_eq!((document.metadata.site.as_deref(), document.metadata.language.as_deref()), (Some("Quay"), Some("en-GB")));
    }

    #[test]
    fn an_agenda_of_divs_keeps_its_pieces_apart() {
        check_page(
            r#"<body><div class="day">
<div class="slot"><div class="time">10:00</div><div class="title"><a href="/s/1">Quiet machines</a></div><div class="speaker">Ines Faro</div></div>
<div class="slot"><span class="time">11:00</span><span class="title">Parsing fog</span><span class="speaker">Otto Brandt</span></div>
<a class="card" href="/s/3"><h3>Lanterns</h3><p>Ada Brookfield</p></a>
</div><div class="tab-pane" style="display:none"><p>Day two</p></div><div style="display: none">gone</div></body>"#,
            "
            2 p 10:00
            2 p [Quiet machines](/s/1)
            2 p Ines Faro
            3 p 11:00⏎Parsing fog⏎Otto Brandt
            4 h3 [Lanterns](/s/3)
            4 p [Ada Brookfield](/s/3)
            5 p Day two
            ",
        );
    }

    #[test]
    fn tables_definitions_figures_and_code_are_kept() {
        check_page(
            r#"<table><thead><tr><th>Time<th colspan=2>Rooms</thead><tr><td rowspan=2>10:00<td><a href="https://x.example/a">Fog</a><br>Ines Faro<td><p>A</p><p>B</p></table>
<dl><dt>Term<dd>Said of it</dl><figure><img src="a.png" alt="Chart"><figcaption>Growth</figcaption></figure>
<pre><code class="language-rust">fn x() {
}</code></pre><blockquote><p>said</p></blockquote>One<br><br>Two<hr><details><summary>More</summary>inside</details>
<p hidden>gone<p>A <del>b</del> <code>c  d</code> <q>e</q>"#,
            "
            1 table
              1 head Time | 2x1 Rooms
              1 row 1x2 10:00 | [Fog](https://x.example/a)⏎Ines Faro | A ¶ B
            2 definitions
              term Term
                2 p Said of it
            2 figure a.png \"Chart\" Growth
            3-4 code rust \"fn x() {\\n}\\n\"
            4 quote
              4 p said
            4 p One
            4 p Two
            4 rule
            4 p More
            4 p inside
            5 p A ~~b~~ `c d` “e”
            ",
        );
    }

    #[test]
    fn templates_and_front_matter_are_no_text() {
        let document = read(
            "---\ntitle: Tides\n---\n{% include head.html %}\n<% if x > 1 %>\n<p>Text {{ page.x }}</p>\n<?php echo $a->b; ?>\n<p>End",
            None,
        );
        check(
            &document.parts[0].blocks,
            "
            6 p Text
            8 p End
        ",
        );
        assert_eq!(document.metadata.title.as_deref(), Some("Tides"));
    }

    #[test]
    fn a_word_of_furniture_that_is_everywhere_means_nothing() {
        check_page(
            r#"<main><div class="widget widget-heading"><h1>Tides</h1></div><div class="widget"><p>Neap</p></div><div class="widget"><p>Spring</p></div></main>"#,
            "
            1 h1 Tides
            1 p Neap
            1 p Spring
            ",
        );
    }

    #[test]
    fn buttons_over_what_they_open_are_headings() {
        check_page(
            r##"<h2><button data-bs-target="#a">Counting fog</button></h2><div id="a" class="collapse"><p>Slow.</p></div><button>Send</button><button aria-expanded="false">Menu</button>"##,
            "
            1 h2 Counting fog
            1 #a p Slow.
            ",
        );
    }

    #[test]
    fn preformatted_lines_with_times_are_lines() {
        check_page(
            "<pre>\n09:00  Counting fog\n10:00  Small boats\n11:00  Long rivers\n</pre><pre>let x = 1;\n</pre>",
            r#"
            1-3 p 09:00  Counting fog↵10:00  Small boats↵11:00  Long rivers
            5-6 code - "let x = 1;\n"
            "#,
        );
    }

    #[test]
    fn addresses_become_absolute() {
        let address = url::Url::parse("https://ferrocon.example/2031/").unwrap();
        let document = read("<p><a href='talks/1'>A</a> <a href='javascript:x()'>B</a> <a href='#c'>C</a>", Some(&address));
        check(&document.parts[0].blocks, "1 p [A](https://ferrocon.example/2031/talks/1) B [C](#c)");
    }
}

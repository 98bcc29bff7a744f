//! Tabs name days: "Monday, 4 May" opens a panel in which the day is not said again.

use std::collections::HashMap;

use super::tree::{Id, Tree};
use crate::when;

/// What names the panel that an element opens.
const OPENS: [&str; 5] = ["href", "data-bs-target", "data-target", "aria-controls", "data-tab"];

/// The days that tabs name, by the panels that they open, where there are two or more.
pub(super) fn days_of(tree: &Tree) -> HashMap<Id, String> {
    let opens = |id: Id, name: &str| tree.attribute(id, name).filter(|target| name != "href" || target.starts_with('#'));
    let mut named: HashMap<&str, String> = HashMap::new();
    for id in tree.descendants(tree.root()).filter(|id| matches!(tree.name(*id), "a" | "button" | "li" | "div" | "span")) {
        let Some(target) = OPENS.iter().find_map(|name| opens(id, name)) else { continue };
        let text = tree.text_below(id).split_whitespace().collect::<Vec<_>>().join(" ");
        if when::day_label(&text).is_some() {
            named.entry(target.trim_start_matches('#')).or_insert(text);
        }
    }
    if named.len() < 2 {
        return HashMap::new();
    }
    let panels = tree.descendants(tree.root()).filter_map(|id| Some((id, named.get(tree.attribute(id, "id")?)?.clone())));
    let found: HashMap<Id, String> = panels.filter(|(id, _)| says_no_day(tree, *id)).collect();
    if found.len() >= 2 { found } else { HashMap::new() }
}

/// A panel whose own headings name no day.
fn says_no_day(tree: &Tree, panel: Id) -> bool {
    let is_heading = |id: &Id| matches!(tree.name(*id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    !is_heading(&panel)
        && tree.name(panel) != "a"
        && !tree.descendants(panel).filter(is_heading).take(3).any(|id| when::day_label(tree.text_below(id).trim()).is_some())
}

#[cfg(test)]
mod tests {
    use crate::read::html::page::read;
    use crate::read::markup::outline::check;

    #[test]
    fn panels_are_headed_by_the_days_of_their_tabs() {
        let page = |inner: &str| {
            format!(
                "<main><ul class=tabs><li><a href='#a'>Mon 4 May</a><li><a href='#b'>Tue 5 May</a></ul><div id=a>{inner}</div><div id=b><p>Boats</p></div></main>"
            )
        };
        let days = |inner: &str| read(&page(inner), None).parts.remove(0).blocks;
        let expected = "
            1 list
              1 item
                1 p [Mon 4 May](#a)
              1 item
                1 p [Tue 5 May](#b)
            1 #a h2 Mon 4 May
            1 p Fog
            1 #b h2 Tue 5 May
            1 p Boats
        ";
        check(&days("<p>Fog</p>"), expected);
        let said = days("<h3>Mon 4 May</h3><p>Fog</p>");
        assert!(!said.iter().any(|block| block.text() == "Tue 5 May" && block.anchor.is_some()), "{said:?}");
    }
}

//! Tags of a site's template that say who gives a talk and when: `{{< speaker name="Ada Brookfield" org="Quay" >}}`,
//! `{% talk speaker="Ada Brookfield" time="09:30" %}`. What they say stands in place of the tag as labels and values.

/// Tags that name somebody, by what their first or named value is.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "speaker", "speakers", "presenter", "panelist", "referent", "referentin", "intervenant", "intervenante", "orateur", "ponente", "spreker", "palestrante", "relatore", "relatrice",
];

/// Keys whose value is the name of whoever the tag stands for.
const NAMES: &[&str] = &["", "name", "who", "full_name", "fullname", "nom", "nombre", "naam", "nome"];

/// Keys of where they work.
const FIRMS: &[&str] =
    &["org", "organisation", "organization", "company", "affiliation", "firm", "firma", "bedrijf", "empresa", "entreprise"];

/// Other keys that a record keeps, with the label that says so.
#[rustfmt::skip]
const LABELS: &[(&str, &str)] = &[
    ("speaker", "Speaker"), ("speakers", "Speakers"), ("presenter", "Speaker"), ("time", "Time"), ("start", "Time"), ("slot", "Time"), ("date", "Date"), ("day", "Date"),
    ("room", "Room"), ("hall", "Room"), ("track", "Track"), ("format", "Format"), ("duration", "Duration"), ("slides", "Slides"), ("video", "Video"),
];

/// The most values that a tag has.
const MOST: usize = 16;

/// The labels and values of the tag whose inside is `inner`; `None` where it tells of no talk.
pub(super) fn told(inner: &str) -> Option<String> {
    let inner = inner.trim_matches([' ', '-', '<', '>', '%', '/']);
    let (tag, values) = inner.split_once(char::is_whitespace)?;
    let values = values_of(values);
    let value = |keys: &[&str]| values.iter().find(|(key, _)| keys.contains(key)).map(|(_, value)| *value);
    if PEOPLE.contains(&tag.to_lowercase().as_str()) {
        let name = value(NAMES).filter(|name| !name.is_empty())?;
        let firm = value(FIRMS).filter(|firm| !firm.is_empty());
        return Some(firm.map_or(format!("Speaker: {name}"), |firm| format!("Speaker: {name} ({firm})")));
    }
    if !matches!(tag, "talk" | "session" | "slot" | "event" | "vortrag" | "conference" | "charla" | "palestra") {
        return None;
    }
    let label = |key: &str| LABELS.iter().find(|(known, _)| *known == key).map(|(_, label)| label);
    let lines: Vec<String> = values
        .iter()
        .filter_map(|(key, value)| Some(format!("{}: {value}", label(key)?)))
        .filter(|line| !line.ends_with(": "))
        .collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

/// The keys and values of `name="Ada Brookfield" org='Quay'`; a value without a key has an empty one.
fn values_of(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while let Some(at) = rest.find(['"', '\'', '“']).filter(|_| found.len() < MOST) {
        let key = rest[..at].trim().trim_end_matches(['=', ':']).trim_end();
        let Some(open) = rest[at..].chars().next() else { break };
        let close = if open == '“' { '”' } else { open };
        let Some((value, behind)) = rest[at + open.len_utf8()..].split_once(close) else { break };
        found.push((key, value.trim()));
        rest = behind.trim_start();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn tags_tell_who_gives_a_talk() {
        #[rustfmt::skip]
        let table = [
            (r#"< speaker name="Ada Brookfield" org="Quay" >"#,       Some("Speaker: Ada Brookfield (Quay)")),
            (r#"% speaker "Ada Brookfield" %"#,                       Some("Speaker: Ada Brookfield")),
            (r#" talk speaker='Ada Brookfield' time='09:30' "#,       Some("Speaker: Ada Brookfield; Time: 09:30")),
            (r#"< figure src="a.jpg" caption="The audience" >"#,      None),
            (r#" include talk.html title="Fog" "#,                    None),
            (r#"< speaker >"#,                                        None),
            (r#"< speaker name="#,                                    None),
        ];
        for (inner, found) in table {
            assert_eq!(told(inner).as_deref(), found, "{inner:?}");
        }
    }
}

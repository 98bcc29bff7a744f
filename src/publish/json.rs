//! Items become a JSON Feed, [version 1.1](https://www.jsonfeed.org/version/1.1/).

use serde_json::{Map, Value, json};

use super::choice::terms;
use super::item::Item;
use super::text::{clean, line, web_address};
use super::{Published, Settings};

/// The feed of `items`, which come in their final order.
pub(super) fn feed(items: &[Item], settings: &Settings, path: &str) -> Published {
    let items = items.get(..settings.limit.unwrap_or(items.len()).min(items.len())).unwrap_or(items);
    let mut feed = Map::new();
    feed.insert("version".to_owned(), json!("https://jsonfeed.org/version/1.1"));
    feed.insert("title".to_owned(), json!(line(&settings.title)));
    put(&mut feed, "home_page_url", settings.url_of("").map(Value::from));
    put(&mut feed, "feed_url", settings.url_of(path).map(Value::from));
    put(&mut feed, "description", settings.subtitle.as_deref().map(|text| line(text).into()));
    put(&mut feed, "authors", settings.owner.as_deref().map(|name| json!([{"name": line(name)}])));
    put(&mut feed, "language", settings.language.as_deref().map(|language| line(language).into()));
    feed.insert("items".to_owned(), items.iter().map(item).collect());
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(feed)).unwrap_or_default();
    bytes.push(b'\n');
    let reports = items.iter().filter(|item| item.source.is_none()).count();
    Published {
        path: path.to_owned(),
        title: line(&settings.title),
        bytes,
        entries: items.len(),
        reports,
        ..Published::default()
    }
}

fn item(item: &Item) -> Value {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(clean(&item.id)));
    put(&mut object, "url", item.url.clone().map(Value::from));
    object.insert("title".to_owned(), json!(item.title));
    match (&item.content_html, &item.summary) {
        (Some(html), _) => put(&mut object, "content_html", Some(clean(html).into())),
        // Every item needs content; the shortest honest one is what else is known of it.
        (None, summary) => put(&mut object, "content_text", Some(summary.clone().unwrap_or_else(|| item.title.clone()).into())),
    }
    put(&mut object, "summary", item.summary.clone().map(Value::from));
    put(&mut object, "date_published", item.published.map(|time| time.to_rfc3339().into()));
    object.insert("date_modified".to_owned(), json!(item.updated.to_rfc3339()));
    object.insert("authors".to_owned(), item.authors.iter().map(|name| json!({"name": name})).collect());
    let tags = terms(item);
    put(&mut object, "tags", (!tags.is_empty()).then(|| json!(tags)));
    put(&mut object, "language", item.language.as_deref().map(|language| line(language).into()));
    let enclosed: Vec<Value> = item
        .enclosures
        .iter()
        .filter_map(|enclosure| {
            let mut attachment = Map::new();
            attachment.insert("url".to_owned(), web_address(&enclosure.url)?.into());
            attachment.insert(
                "mime_type".to_owned(),
                enclosure.media_type.clone().unwrap_or_else(|| "application/octet-stream".to_owned()).into(),
            );
            put(&mut attachment, "size_in_bytes", enclosure.length.map(Value::from));
            Some(Value::Object(attachment))
        })
        .collect();
    put(&mut object, "attachments", (!enclosed.is_empty()).then(|| enclosed.into()));
    // What JSON Feed has no word for: the origin and its rights travel along.
    let source = item.source.as_ref().map(|source| {
        let mut origin = Map::new();
        put(&mut origin, "id", source.id.as_deref().map(|id| clean(id).into()));
        put(&mut origin, "title", source.title.as_deref().map(|title| line(title).into()));
        put(&mut origin, "url", source.url.as_deref().and_then(web_address).map(Value::from));
        put(&mut origin, "feed_url", source.self_url.as_deref().and_then(web_address).map(Value::from));
        Value::Object(origin)
    });
    if source.is_some() || item.rights.is_some() {
        let mut hallway = Map::new();
        put(&mut hallway, "source", source);
        put(&mut hallway, "rights", item.rights.as_deref().map(|rights| line(rights).into()));
        object.insert("_hallway".to_owned(), Value::Object(hallway));
    }
    Value::Object(object)
}

fn put(object: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    value.into_iter().for_each(|value| {
        object.insert(key.to_owned(), value);
    });
}

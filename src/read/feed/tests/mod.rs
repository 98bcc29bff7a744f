//! What `inspect --json` shows of small feeds: one document, one field.

mod tables;

use serde_json::{Value, json};

use crate::read::{Hints, read};

/// The fields of the contract.
fn fields(bytes: &[u8], address: Option<&str>) -> Value {
    let address = address.and_then(|address| url::Url::parse(address).ok());
    let hints = Hints { address: address.as_ref(), ..Hints::default() };
    let document = read(bytes, &hints).expect("feeds are read");
    let names = |names: &[crate::read::document::Named]| names.iter().map(|name| name.text.clone()).collect::<Vec<_>>();
    let entries: Vec<Value> = document.parts.iter().filter_map(|part| {
        let entry = part.entry.as_ref()?;
        Some(json!({
            "id": entry.id, "title": entry.title, "url": entry.url, "authors": names(&entry.authors), "published": entry.published,
            "updated": entry.updated, "categories": entry.categories, "summary": entry.summary, "content": entry.content_html,
            "enclosures": entry.enclosures, "rights": entry.rights, "source": entry.source, "language": entry.language, "line": part.line,
        }))
    }).collect();
    let metadata = &document.metadata;
    json!({
        "title": metadata.title, "authors": names(&metadata.authors), "id": metadata.id, "url": metadata.url, "self": metadata.self_url,
        "updated": metadata.updated, "language": metadata.language, "rights": metadata.rights, "about": metadata.description,
        "entries": entries, "warnings": document.warnings.len(),
    })
}

#[track_caller]
fn check(document: &str, pointer: &str, expected: Value) {
    check_at(document, None, pointer, expected);
}

#[track_caller]
fn check_at(document: &str, address: Option<&str>, pointer: &str, expected: Value) {
    let fields = fields(document.as_bytes(), address);
    assert_eq!(fields.pointer(pointer), Some(&expected), "\n{pointer} of {document}\n{fields:#}");
}

/// An Atom 1.0 feed of this inside.
fn atom(inside: &str) -> String {
    format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{inside}</feed>")
}

/// An Atom 1.0 feed of one entry of this inside.
fn entry(inside: &str) -> String {
    atom(&format!("<entry>{inside}</entry>"))
}

/// An RSS 2.0 feed of one item of this inside.
fn item(inside: &str) -> String {
    format!("<rss version=\"2.0\"><channel><item>{inside}</item></channel></rss>")
}

#[test]
fn atom_texts_are_what_their_type_says() {
    #[rustfmt::skip]
    let table = [
        // Titles: plain text, whatever they were written in.
        (r#"<title>Tram &amp; ferry</title>"#,                                        "title", json!("Tram & ferry")),
        (r#"<title>AT&amp;amp;T</title>"#,                                            "title", json!("AT&amp;T")),
        (r#"<title type="text">The &lt;b&gt; element</title>"#,                       "title", json!("The <b> element")),
        (r#"<title type="text/plain">The &lt;b&gt; element</title>"#,                 "title", json!("The <b> element")),
        (r#"<title type="html">The &amp;lt;b&amp;gt; element</title>"#,               "title", json!("The <b> element")),
        (r#"<title type="html">A &lt;b&gt;bold&lt;/b&gt; tide</title>"#,              "title", json!("A bold tide")),
        (r#"<title type="text/html"><![CDATA[A <b>bold</b> tide &#38; wave]]></title>"#, "title", json!("A bold tide & wave")),
        (r#"<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> &lt;tide&gt;</div></title>"#, "title", json!("A bold <tide>")),
        (r#"<title type="application/xhtml+xml"><div xmlns="http://www.w3.org/1999/xhtml">Tide</div></title>"#, "title", json!("Tide")),
        (r#"<title><b>Bold</b> without a type</title>"#,                              "title", json!("Bold without a type")),
        (r#"<title type="text/html" mode="base64">VGlkZSAmYW1wOyA8Yj53YXZlPC9iPg==</title>"#, "title", json!("Tide & wave")),
        (r#"<title type="image/made-up">Plain</title>"#,                              "title", json!("")),
        (r#"<title type="html">Don&amp;#146;t</title>"#,                              "title", json!("Don’t")),
        (r#"<title>Don&#146;t caf&eacute; &nbsp;now</title>"#,                        "title", json!("Don’t café now")),
        ("<title>Over\n  two lines</title>",                                          "title", json!("Over two lines")),
        // Contents: HTML, whatever they were written in.
        (r#"<content>1 &lt; 2 &amp; 3</content>"#,                                    "content", json!("1 &lt; 2 &amp; 3")),
        (r#"<content type="html">&lt;p&gt;Tide&lt;/p&gt;</content>"#,                 "content", json!("<p>Tide</p>")),
        (r#"<content type="html"><![CDATA[<p>Tide &amp; wave</p>]]></content>"#,      "content", json!("<p>Tide &amp; wave</p>")),
        (r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Tide<br/>wave</p></div></content>"#, "content", json!("<p>Tide<br>wave</p>")),
        (r#"<content type="xhtml" xmlns:h="http://www.w3.org/1999/xhtml"><h:div><h:p>Tide &amp; wave</h:p></h:div></content>"#, "content", json!("<p>Tide &amp; wave</p>")),
        (r#"<content type="html"><p>Not escaped<br>at all <img src="https://a.example/b.png"></p></content>"#, "content", json!("<p>Not escaped<br>at all <img src=\"https://a.example/b.png\"></p>")),
        (r#"<content type="application/octet-stream" mode="base64">PHA+VGlkZTwvcD4=</content>"#, "content", json!("<p>Tide</p>")),
        (r#"<content type="text/html" mode="escaped">&lt;i&gt;Tide&lt;/i&gt;</content>"#, "content", json!("<i>Tide</i>")),
        (r#"<content type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml"><i>Tide</i></div></content>"#, "content", json!("<i>Tide</i>")),
        ("<content>One\n\nTwo\nThree</content>",                                      "content", json!("<p>One</p>\n<p>Two<br>\nThree</p>")),
        (r#"<content src="https://a.example/talk.html"/>"#,                           "content", json!(null)),
        (r#"<content src="https://a.example/talk.html"/>"#,                           "url", json!("https://a.example/talk.html")),
        // Summaries: plain text; content is something else.
        (r#"<summary type="html">&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</summary>"#, "summary", json!("One\nTwo")),
        (r#"<summary>A &lt;b&gt; c</summary>"#,                                       "summary", json!("A <b> c")),
        (r#"<summary>Short</summary>"#,                                               "content", json!(null)),
        (r#"<content>Long</content>"#,                                                "summary", json!(null)),
        (r#"<summary>Long</summary><content>Long and longer</content>"#,              "summary", json!("Long")),
        (r#"<rights type="html">© &lt;b&gt;Ada&lt;/b&gt;</rights>"#,                  "rights", json!("© Ada")),
    ];
    for (inside, field, expected) in table {
        check(&entry(inside), &format!("/entries/0/{field}"), expected);
    }
}

#[test]
fn atom_entries_say_who_when_and_where() {
    #[rustfmt::skip]
    let table = [
        ("<id>tag:a.example,2031:1</id>",                                             "id", json!("tag:a.example,2031:1")),
        ("<link href=' https://a.example/1 '/>",                                      "url", json!("https://a.example/1")),
        ("<link href='https://a.example/1'/>",                                        "id", json!("https://a.example/1")),
        ("<link rel='alternate' type='application/json' href='https://a.example/j'/><link rel='alternate' type='text/html' href='https://a.example/h'/>", "url", json!("https://a.example/h")),
        ("<link rel='related' href='https://a.example/1'/>",                          "url", json!(null)),
        ("<link rel='http://www.iana.org/assignments/relation/alternate' href='https://a.example/1'/>", "url", json!("https://a.example/1")),
        ("<link href='javascript:alert(1)'/>",                                        "url", json!(null)),
        ("<link rel='enclosure' href='https://a.example/a.mp3' type='audio/mpeg' length='12'/>", "enclosures", json!([{"url": "https://a.example/a.mp3", "type": "audio/mpeg", "length": 12}])),
        ("<author><name>Ada</name><email>ada@a.example</email></author><author><name>Bo</name></author>", "authors", json!(["Ada", "Bo"])),
        ("<author><email>ada@a.example</email></author>",                             "authors", json!([])),
        ("<contributor><name>Bo</name></contributor>",                                "authors", json!([])),
        ("<author>Ada</author>",                                                      "authors", json!(["Ada"])),
        ("<author><name>map[name:Ada Njoku uri:https://ada.example/]</name></author>", "authors", json!(["Ada Njoku"])),
        ("<source><author><name>Ada</name></author><title>Tide</title></source>",     "authors", json!(["Ada"])),
        ("<source><author><name>Ada</name></author></source><author><name>Bo</name></author>", "authors", json!(["Bo"])),
        ("<source><title>Tide</title><id>urn:t</id><link rel='self' href='https://t.example/f'/><link href='https://t.example/'/><updated>2031-05-01T00:00:00Z</updated><rights>CC0</rights></source>", "source",
            json!({"id": "urn:t", "title": "Tide", "updated": "2031-05-01T00:00:00Z", "url": "https://t.example/", "self_url": "https://t.example/f", "authors": [], "rights": "CC0"})),
        ("<source><title>Tide</title></source><title>Wave</title>",                   "title", json!("Wave")),
        ("<title>Wave</title><source><title>Tide</title></source>",                   "title", json!("Wave")),
        ("<published>2031-05-01T10:00:00+02:00</published>",                          "published", json!("2031-05-01T08:00:00Z")),
        ("<updated>last week</updated>",                                              "updated", json!(null)),
        ("<issued>2031-05-01T10:00:00Z</issued>",                                     "published", json!("2031-05-01T10:00:00Z")),
        ("<modified>2031-05-01T10:00:00Z</modified>",                                 "updated", json!("2031-05-01T10:00:00Z")),
        ("<created>2031-05-01</created>",                                             "published", json!("2031-05-01T00:00:00Z")),
        ("<category term='rust' label='Rust'/><category term='sea'/><category term='rust'/>", "categories", json!(["rust", "sea"])),
        ("<category label='Rust'/>",                                                  "categories", json!(["Rust"])),
        ("<category>sea</category>",                                                  "categories", json!(["sea"])),
        ("<title xml:lang='de'>Tag</title>",                                          "language", json!(null)),
    ];
    for (inside, field, expected) in table {
        check(&entry(inside), &format!("/entries/0/{field}"), expected);
    }
}

#[test]
fn entries_inherit_from_their_feed() {
    #[rustfmt::skip]
    let table = [
        ("<author><name>Ada</name></author><entry><title>a</title></entry>",          "/entries/0/authors", json!(["Ada"])),
        ("<entry><title>a</title></entry><author><name>Ada</name></author>",          "/entries/0/authors", json!(["Ada"])),
        ("<rights>CC0</rights><entry><title>a</title></entry>",                       "/entries/0/rights", json!("CC0")),
        ("<entry xml:lang='de'><title>a</title></entry>",                             "/entries/0/language", json!("de")),
        ("<entry><source><rights>CC0</rights></source></entry>",                      "/entries/0/rights", json!("CC0")),
        ("<title>Tide</title><image><title>no</title></image>",                       "/title", json!("Tide")),
        ("<subtitle type='html'>A &lt;i&gt;log&lt;/i&gt;</subtitle>",                 "/about", json!("A log")),
        ("<link rel='self' href='https://a.example/f.xml'/><link href='https://a.example/'/>", "/url", json!("https://a.example/")),
        ("<link rel='self' href='https://a.example/f.xml'/>",                         "/self", json!("https://a.example/f.xml")),
        ("<link rel='self' href='https://a.example/f.xml'/>",                         "/url", json!(null)),
    ];
    for (inside, pointer, expected) in table {
        check(&atom(inside), pointer, expected);
    }
}

#[test]
fn rss_items_say_the_same_in_other_words() {
    #[rustfmt::skip]
    let table = [
        ("<title>Tram &amp; ferry</title>",                                           "title", json!("Tram & ferry")),
        ("<title>AT&amp;amp;T</title>",                                               "title", json!("AT&T")),
        ("<title>A &lt;b&gt;bold&lt;/b&gt; tide</title>",                             "title", json!("A bold tide")),
        ("<title>The &lt;blink&gt; element</title>",                                  "title", json!("The <blink> element")),
        ("<title>1 &lt; 2</title>",                                                   "title", json!("1 < 2")),
        ("<title><![CDATA[Caf&eacute; & bar]]></title>",                              "title", json!("Café & bar")),
        ("<title><b>Bold</b> tide</title>",                                           "title", json!("Bold tide")),
        ("<link>https://a.example/?a=1&amp;b=2</link>",                               "url", json!("https://a.example/?a=1&b=2")),
        ("<link>https://a.example/?a=1&b=2</link>",                                   "url", json!("https://a.example/?a=1&b=2")),
        ("<link>https://a.example</link>",                                            "url", json!("https://a.example")),
        ("<guid>https://a.example/1</guid>",                                          "url", json!("https://a.example/1")),
        ("<guid isPermaLink='false'>https://a.example/1</guid>",                      "url", json!(null)),
        ("<guid>https://a.example/g</guid><link>https://a.example/l</link>",          "url", json!("https://a.example/l")),
        ("<guid isPermaLink='false'>7</guid>",                                        "id", json!("7")),
        ("<link>https://a.example/1</link>",                                          "id", json!("https://a.example/1")),
        ("<description>&lt;p&gt;Tide &amp;amp; wave&lt;/p&gt;</description>",         "content", json!("<p>Tide &amp; wave</p>")),
        ("<description>&lt;p&gt;Tide &amp;amp; wave&lt;/p&gt;</description>",         "summary", json!("Tide & wave")),
        ("<description>Plain</description>",                                          "content", json!("Plain")),
        ("<description>Short</description><content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>Long</p>]]></content:encoded>", "content", json!("<p>Long</p>")),
        ("<description>Short</description><content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>Long</p>]]></content:encoded>", "summary", json!("Short")),
        ("<content:encoded><![CDATA[<p>Undeclared</p>]]></content:encoded>",          "content", json!("<p>Undeclared</p>")),
        ("<xhtml:body xmlns:xhtml='http://www.w3.org/1999/xhtml'><xhtml:p>Body</xhtml:p></xhtml:body>", "content", json!("<p>Body</p>")),
        ("<body xmlns='http://www.w3.org/1999/xhtml'><p>Body</p></body>",             "content", json!("<p>Body</p>")),
        ("<author>ada@a.example (Ada Njoku)</author>",                                "authors", json!(["Ada Njoku"])),
        ("<author>ada@a.example</author>",                                            "authors", json!([])),
        ("<author>Ada Njoku</author>",                                                "authors", json!(["Ada Njoku"])),
        ("<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Ada</dc:creator>",  "authors", json!(["Ada"])),
        ("<d:creator xmlns:d='http://purl.org/dc/elements/1.1/'>Ada</d:creator><d:creator xmlns:d='http://purl.org/dc/elements/1.1/'>Bo</d:creator>", "authors", json!(["Ada", "Bo"])),
        ("<dc:creator>Ada</dc:creator>",                                              "authors", json!(["Ada"])),
        ("<itunes:author>Ada</itunes:author>",                                        "authors", json!(["Ada"])),
        ("<itunes:author>The Pod</itunes:author><author>Ada</author>",                "authors", json!(["Ada"])),
        ("<atom:author><atom:name>Ada</atom:name></atom:author>",                     "authors", json!(["Ada"])),
        ("<pubDate>Thu, 01 May 2031 10:00:00 EST</pubDate>",                          "published", json!("2031-05-01T15:00:00Z")),
        ("<dc:date>2031-05-01</dc:date>",                                             "updated", json!("2031-05-01T00:00:00Z")),
        ("<dc:date>2031-05-01</dc:date>",                                             "published", json!("2031-05-01T00:00:00Z")),
        ("<pubDate>Thu, 01 May 2031 10:00:00 Z</pubDate>",                            "updated", json!(null)),
        ("<t:modified xmlns:t='http://purl.org/dc/terms/'>2031-05</t:modified>",      "updated", json!("2031-05-01T00:00:00Z")),
        ("<dcterms:issued>2031-05</dcterms:issued>",                                  "published", json!("2031-05-01T00:00:00Z")),
        ("<dcterms:created>2031-05</dcterms:created>",                                "published", json!("2031-05-01T00:00:00Z")),
        ("<category>sea</category><category domain='x'>land &amp; air</category>",    "categories", json!(["sea", "land & air"])),
        ("<dc:subject>sea</dc:subject>",                                              "categories", json!(["sea"])),
        ("<itunes:keywords>sea, land,sea</itunes:keywords>",                          "categories", json!(["sea", "land"])),
        ("<dc:rights>CC0</dc:rights>",                                                "rights", json!("CC0")),
        ("<creativeCommons:license>https://c.example/by</creativeCommons:license>",   "rights", json!("https://c.example/by")),
        ("<enclosure url='https://a.example/a.mp3' type='audio/mpeg' length='many'/>", "enclosures", json!([{"url": "https://a.example/a.mp3", "type": "audio/mpeg", "length": null}])),
        ("<media:group><media:content url='https://a.example/a.mp4' fileSize='7' type='video/mp4'/></media:group>", "enclosures", json!([{"url": "https://a.example/a.mp4", "type": "video/mp4", "length": 7}])),
        ("<media:content url='https://a.example/a.png' medium='image'><media:title>Avatar</media:title></media:content><title>Tide</title>", "enclosures", json!([])),
        ("<media:content url='https://a.example/a.png' medium='image'><media:title>Avatar</media:title></media:content><title>Tide</title>", "title", json!("Tide")),
        ("<itunes:category text='Sea'><itunes:category text='Tides'/></itunes:category>", "categories", json!(["Sea", "Tides"])),
        ("<media:content url='https://a.example/a.png' medium='image'><media:title>Avatar</media:title></media:content>", "title", json!("")),
        ("<media:content url='https://a.example/a.mp4'><media:title>Tide</media:title></media:content>", "title", json!("Tide")),
        ("<media:title>Tide</media:title>",                                           "title", json!("Tide")),
        ("<dc:title>Tide</dc:title><media:title>Wave</media:title>",                  "title", json!("Tide")),
        ("<itunes:summary>Pod</itunes:summary>",                                      "summary", json!("Pod")),
        ("<media:description type='html'>&lt;b&gt;Pod&lt;/b&gt;</media:description>", "summary", json!("Pod")),
        ("<source url='https://t.example/f'>Tide</source><title>Wave</title>",        "title", json!("Wave")),
        ("<source url='https://t.example/f'>Tide</source>",                           "source", json!({"id": null, "title": "Tide", "updated": null, "url": null, "self_url": "https://t.example/f", "authors": [], "rights": null})),
        ("<TITLE>Shouted</TITLE>",                                                    "title", json!("Shouted")),
    ];
    for (inside, field, expected) in table {
        check(&item(inside), &format!("/entries/0/{field}"), expected);
    }
}

#[test]
fn every_dialect_is_known_by_its_root() {
    #[rustfmt::skip]
    let table = [
        ("<rss version='0.91'><channel><title>a</title><item><title>b</title></item></channel></rss>", "/entries/0/title", json!("b")),
        ("<rss><channel><title>a</title></channel><item><title>b</title></item></rss>", "/entries/0/title", json!("b")),
        ("<rss xmlns='http://backend.userland.com/rss2'><channel><title>a</title></channel></rss>", "/title", json!("a")),
        ("<rss xmlns='urn:made:up'><channel><title>a</title></channel></rss>",        "/title", json!("a")),
        ("<rss><channel><link>https://a.example/</link><atom:link href='https://a.example/f' rel='self'/></channel></rss>", "/url", json!("https://a.example/")),
        ("<rss><channel><title>a</title><image><title>c</title><link>https://c.example/</link></image><textInput><title>d</title></textInput></channel></rss>", "/title", json!("a")),
        ("<rss><channel><lastBuildDate>Thu, 01 May 2031 10:00:00 GMT</lastBuildDate></channel></rss>", "/updated", json!("2031-05-01T10:00:00Z")),
        ("<rss><channel><pubDate>Thu, 01 May 2031 10:00:00 GMT</pubDate></channel></rss>", "/updated", json!("2031-05-01T10:00:00Z")),
        ("<rss><channel><language>en_US</language></channel></rss>",                  "/language", json!("en-US")),
        ("<rss><channel><copyright>CC0</copyright></channel></rss>",                  "/rights", json!("CC0")),
        ("<rss><channel><managingEditor>ed@a.example (Ed)</managingEditor><webMaster>w@a.example (Web)</webMaster></channel></rss>", "/authors", json!(["Ed"])),
        ("<rss><channel><description>The &lt;b&gt;log&lt;/b&gt;</description></channel></rss>", "/about", json!("The log")),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel rdf:about='https://a.example/'><title>a</title></channel><item rdf:about='https://a.example/1'><title>b</title></item></rdf:RDF>", "/entries/0/id", json!("https://a.example/1")),
        ("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:s='http://purl.org/rss/1.0/'><s:channel><s:title>a</s:title></s:channel><s:image><s:title>no</s:title></s:image></r:RDF>", "/title", json!("a")),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>a</title></channel></rdf:RDF>", "/title", json!("a")),
        ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>a</title><tagline>b</tagline><modified>2031-05-01T00:00:00Z</modified></feed>", "/updated", json!("2031-05-01T00:00:00Z")),
        ("<feed version='0.3'><entry><title mode='escaped' type='text/html'>a &lt;b&gt;b&lt;/b&gt;</title></entry></feed>", "/entries/0/title", json!("a b")),
        ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>a</a:title></a:feed>", "/title", json!("a")),
        ("<entry xmlns='http://www.w3.org/2005/Atom'><title>alone</title></entry>",   "/entries/0/title", json!("alone")),
        ("<CHANNEL HREF='https://a.example/'><TITLE>a</TITLE><ITEM HREF='https://a.example/1'><TITLE>b</TITLE><ABSTRACT>c</ABSTRACT></ITEM></CHANNEL>", "/entries/0/url", json!("https://a.example/1")),
        ("\u{feff}\n<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><!-- <rss> --><!DOCTYPE rss [<!-- > -->]><rss><channel><title>a</title></channel></rss>", "/title", json!("a")),
        ("{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"a\", \"items\": [\n{\"id\": 7, \"content_text\": \"b\"}]}", "/entries/0/id", json!("7")),
    ];
    for (document, pointer, expected) in table {
        check(document, pointer, expected);
    }
}

#[test]
fn what_is_no_feed_is_left_to_other_readers() {
    for text in [
        "# A report\n\n<rss> is a format\n",
        "<!DOCTYPE html><html><body><feed></body></html>",
        "<schedule><conference/></schedule>",
        "{\"a\": 1}",
        "",
        "<",
        "<?xml",
        "<!DOCTYPE",
        "<!--",
        "plain",
        "{\"version\": \"https://example.org/\", \"about\": \"jsonfeed.org\"}",
    ] {
        assert_eq!(super::read(text, &Hints::default(), &mut |_, _| {}), None, "{text:?}");
    }
}

#[test]
fn relative_addresses_are_resolved_by_the_nearest_base() {
    let html = "<link href='/e/1'/><content type='html'>&lt;a href='x'&gt;y&lt;/a&gt;</content>";
    #[rustfmt::skip]
    let table = [
        // xml:base, nested and relative itself
        (format!("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/a/'><entry xml:base='c/'>{html}</entry></feed>"), None,
            "/entries/0/content", json!("<a href=\"https://b.example/a/c/x\">y</a>")),
        (format!("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/a/'><entry xml:base='c/'>{html}</entry></feed>"), None,
            "/entries/0/url", json!("https://b.example/e/1")),
        (entry("<content type='html' xml:base='https://b.example/c/'>&lt;img src='x.png'&gt;</content>"), None,
            "/entries/0/content", json!("<img src=\"https://b.example/c/x.png\">")),
        (entry("<content type='xhtml' xml:base='https://b.example/c/'><div xmlns='http://www.w3.org/1999/xhtml'><p xml:base='d/'><a href='x'>y</a></p><a href='x'>z</a></div></content>"), None,
            "/entries/0/content", json!("<p><a href=\"https://b.example/c/d/x\">y</a></p><a href=\"https://b.example/c/x\">z</a>")),
        (entry("<link xml:base='https://b.example/c/' href='x'/>"), None, "/entries/0/url", json!("https://b.example/c/x")),
        // then the entry's page, the feed's page, the feed's address
        (atom("<link href='https://f.example/'/><entry><link href='https://e.example/1/'/><content type='html'>&lt;a href='x'&gt;y&lt;/a&gt;</content></entry>"), None,
            "/entries/0/content", json!("<a href=\"https://e.example/1/x\">y</a>")),
        (atom("<link href='https://f.example/'/><entry><content type='html'>&lt;a href='/x'&gt;y&lt;/a&gt;</content></entry>"), None,
            "/entries/0/content", json!("<a href=\"https://f.example/x\">y</a>")),
        (atom("<link rel='self' href='https://f.example/f.xml'/><entry><link href='/1'/></entry>"), None, "/entries/0/url", json!("https://f.example/1")),
        (entry("<link href='/1'/>"), Some("https://h.example/f.xml"), "/entries/0/url", json!("https://h.example/1")),
        (format!("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/b/'><entry>{html}</entry></feed>"), Some("https://h.example/f.xml"),
            "/entries/0/content", json!("<a href=\"https://h.example/b/x\">y</a>")),
        (item("<link>https://e.example/1</link><description>&lt;img src='/x.png' srcset='/x.png 1x, /y.png 2x'&gt;</description>"), None,
            "/entries/0/content", json!("<img src=\"https://e.example/x.png\" srcset=\"https://e.example/x.png 1x, https://e.example/y.png 2x\">")),
        (item("<link>https://e.example/1</link><description>&lt;a href='#n'&gt;y&lt;/a&gt;</description>"), None,
            "/entries/0/content", json!("<a href=\"https://e.example/1#n\">y</a>")),
        (entry("<content type='html' xml:base='javascript:x()//'>&lt;a href='y'&gt;z&lt;/a&gt;</content>"), Some("https://h.example/f.xml"),
            "/entries/0/content", json!("<a href=\"https://h.example/y\">z</a>")),
        (item("<enclosure url='a.mp3'/>"), Some("https://h.example/f.xml"), "/entries/0/enclosures/0/url", json!("https://h.example/a.mp3")),
    ];
    for (document, address, pointer, expected) in table {
        check_at(&document, address, pointer, expected);
    }
}

#[test]
fn damaged_feeds_are_read_as_far_as_they_go() {
    #[rustfmt::skip]
    let table = [
        ("<rss><channel><item><title>a & b</title></item></channel></rss>",           "/entries/0/title", json!("a & b")),
        ("<rss><channel><item><title>a &bogus; b</title></item></channel></rss>",     "/entries/0/title", json!("a &bogus; b")),
        ("<rss><channel><item><title>1 < 2</title></item></channel></rss>",           "/entries/0/title", json!("1 < 2")),
        ("<rss><channel><item><title>a\u{1}\u{b}b&#0;&#x1b;</title></item></channel></rss>", "/entries/0/title", json!("ab")),
        ("<rss><channel><item><title>a</title><item><title>b</title></item></channel></rss>", "/entries/1/title", json!("b")),
        ("<rss><channel><item><title>a</item><item><title>b</title></item></channel></rss>", "/entries/0/title", json!("a")),
        ("<rss><channel><item><title>a<link>https://a.example/</link></item></channel></rss>", "/entries/0/url", json!("https://a.example/")),
        ("<rss><channel><item><pubDate>2031-05-01<title>a</title></item></channel></rss>", "/entries/0/published", json!("2031-05-01T00:00:00Z")),
        ("<rss><channel><item><title>a</title></channel></item></rss>",               "/entries/0/title", json!("a")),
        ("<rss><channel><title>f</title><item><title>a</title></item><item><title>b</tit", "/entries/1/title", json!("b")),
        ("<rss><channel><title>f</title><item><title>a</title><description><![CDATA[<p>cut",  "/entries/0/content", json!("<p>cut</p>")),
        ("<rss><channel><item><link href=\"https://a.example/>\n<title>a</title></item></channel></rss>", "/entries/0/title", json!("a")),
        ("<rss><channel><item><title type=plain>a</title></item></channel></rss>",    "/entries/0/title", json!("a")),
        ("<rss><channel></b></i><item><title>a</title></item></channel></rss>",       "/entries/0/title", json!("a")),
        ("<rss><channel><!-- never ends <item><title>a</title></item></channel></rss>", "/entries/0/title", json!("a")),
        ("<rss><channel><item><description><p>one<p>two<br>three</description><title>a</title></item></channel></rss>", "/entries/0/title", json!("a")),
        ("<rss><channel><item><description><p>one<p>two<br>three</description><title>a</title></item></channel></rss>", "/entries/0/content", json!("<p>one</p><p>two<br>three</p>")),
        ("<rss><channel><item><title>Ã©tÃ©</title></item></channel></rss>",           "/entries/0/title", json!("été")),
        ("<!DOCTYPE rss [<!ENTITY co 'Fjord Ltd'>]><rss><channel><item><title>&co;</title></item></channel></rss>", "/entries/0/title", json!("Fjord Ltd")),
        ("<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><rss><channel><item><title>&b;</title></item></channel></rss>", "/entries/0/title", json!("&b;")),
        ("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&x;</title></item></channel></rss>", "/entries/0/title", json!("&x;")),
    ];
    for (document, pointer, expected) in table {
        check(document, pointer, expected);
    }
}

#[test]
fn a_document_type_may_be_longer_than_any_head() {
    let entity = "a".repeat(100_000);
    let document = format!("<!DOCTYPE rss [<!ENTITY a '{entity}'>]><rss><channel><title>&a;</title></channel></rss>");
    check(&document, "/title", json!("&a;"));
}

#[test]
fn styles_that_html_would_repeat_without_end_become_plain_text() {
    let html: String = (0..200).map(|n| format!("<b id='{n}'>")).chain((0..2_000).map(|_| "<p>x".to_owned())).collect();
    let content = entry(&format!("<content type='html'><![CDATA[{html}]]></content>"));
    let fields = fields(content.as_bytes(), None);
    assert!(fields["entries"][0]["content"].as_str().is_some_and(|html| html.len() < 100_000 && !html.contains("<b ")));
}

#[test]
fn html_of_strangers_does_no_harm() {
    #[rustfmt::skip]
    let table = [
        ("<p onclick='x()'>a</p>",                             "<p>a</p>"),
        ("a<script>alert(1)</script>b",                        "ab"),
        ("a<style>p{}</style>b",                               "ab"),
        ("<a href='javascript:x()'>a</a>",                     "<a>a</a>"),
        ("<a href='jav&#x09;ascript:x()'>a</a>",               "<a>a</a>"),
        ("<a href=' JAVASCRIPT:x()'>a</a>",                    "<a>a</a>"),
        ("<a href='data:text/html,x'>a</a>",                   "<a>a</a>"),
        ("<a href='mailto:a@b.example'>a</a>",                 "<a href=\"mailto:a@b.example\">a</a>"),
        ("<img src='x:y' alt='a'>",                            "<img alt=\"a\">"),
        ("a<iframe src='https://a.example/'>x</iframe>",       "a"),
        ("<form action='/x'>a<input></form>",                  "a"),
        ("a<svg><a xlink:href='javascript:x()'>b</a></svg>",   "a"),
        ("a<math><mi>b</mi></math>",                           "a"),
        ("<p style='x'>a</p>",                                 "<p>a</p>"),
        ("<h2 id='n'>a</h2>",                                  "<h2 id=\"n\">a</h2>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>",                      "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<del>a</del><ins>b</ins><sub>c</sub><kbd>d</kbd>",   "<del>a</del><ins>b</ins><sub>c</sub><kbd>d</kbd>"),
        ("<pre><code class='language-rust'>a</code></pre>",    "<pre><code class=\"language-rust\">a</code></pre>"),
        ("a<!-- b -->c",                                       "ac"),
        ("<object><embed src='x'></object>a",                  "a"),
    ];
    for (html, expected) in table {
        let cdata = format!("<content type='html'><![CDATA[{html}]]></content>");
        check(&entry(&cdata), "/entries/0/content", json!(expected));
    }
}

#[test]
fn ids_hold_and_are_never_shared_by_two_entries() {
    let two = |first: &str, second: &str| {
        let fields = fields(format!("<rss><channel><item>{first}</item><item>{second}</item></channel></rss>").as_bytes(), None);
        let id = |index: usize| fields["entries"][index]["id"].as_str().unwrap_or_default().to_owned();
        (id(0), id(1))
    };
    let (a, b) = two("<guid>7</guid><link>https://a.example/1</link>", "<guid>7</guid><link>https://a.example/2</link>");
    assert!(a == "7" && b.starts_with("7#"), "{a} {b}");
    let (a, b) = two("<title>Tide</title>", "<title>Wave</title>");
    assert_ne!(a, b);
    assert_eq!((a, b), two("<title>Tide</title>", "<title>Wave</title>"));
}

#[test]
fn entries_and_warnings_know_their_lines() {
    let fields = fields(b"<?xml version='1.0'?>\n<rss><channel>\n<item>\n<title>a</title></item>\n\n<item><pubDate>soon</pubDate></item></channel></rss>", None);
    assert_eq!((&fields["entries"][0]["line"], &fields["entries"][1]["line"]), (&json!(3), &json!(6)));
    let json = b"{\"version\":\"https://jsonfeed.org/version/1\",\n\"items\":[{\"id\":\"1\"},\n{\"id\":\"2\",\"date_published\":\"soon\"},\n{\"id\":}]}";
    let document = read(json, &Hints::default()).expect("feeds are read");
    assert_eq!(document.parts.iter().map(|part| part.line).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(document.warnings.iter().map(|warning| warning.line).collect::<Vec<_>>(), [3, 4]);
}

#[test]
fn all_charsets_give_the_same_text() {
    let feed = |declared: &str| format!("<?xml version='1.0'{declared}?><rss><channel><title>Größe</title></channel></rss>");
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect::<Vec<u8>>();
    let wide = |text: &str, mark: bool| {
        text.encode_utf16().fold(if mark { vec![0xff, 0xfe] } else { vec![] }, |mut all, unit| {
            all.extend(unit.to_le_bytes());
            all
        })
    };
    let wide_big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let wider =
        |text: &str, mark: &[u8]| [mark.to_vec(), text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()].concat();
    #[rustfmt::skip]
    let table: Vec<(&str, Vec<u8>)> = vec![
        ("utf-8",                      feed("").into_bytes()),
        ("utf-8 with mark",            [b"\xef\xbb\xbf".to_vec(), feed("").into_bytes()].concat()),
        ("latin-1 declared",           latin(&feed(" encoding='iso-8859-1'"))),
        ("latin-1 undeclared",         latin(&feed(""))),
        ("latin-1 declared as utf-8",  latin(&feed(" encoding='utf-8'"))),
        ("utf-16 with mark",           wide(&feed(" encoding='utf-16'"), true)),
        ("utf-16 without mark",        wide(&feed(" encoding='utf-16'"), false)),
        ("utf-16be without mark",      wide_big(&feed(""))),
        ("utf-32be without mark",      wider(&feed(""), &[])),
        ("utf-32be with mark",         wider(&feed(""), &[0, 0, 0xfe, 0xff])),
        ("utf-8 that says utf-16",     feed(" encoding='utf-16'").into_bytes()),
        ("utf-8 that says ascii",      feed(" encoding='us-ascii'").into_bytes()),
        ("utf-8 that says nonsense",   feed(" encoding='x-fjord'").into_bytes()),
        ("dos",                        latin(&feed(" encoding='cp437'")).iter().map(|b| match b { 0xf6 => 0x94, 0xdf => 0xe1, b => *b }).collect()),
    ];
    for (name, bytes) in table {
        assert_eq!(fields(&bytes, None)["title"], json!("Größe"), "{name}");
    }
}

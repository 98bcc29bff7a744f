//! A library with everything that a person keeps to themselves, each with a word of its own, `CANARY-…`, that no output for
//! others may hold.

use super::TestLibrary;
use super::ferrocon::ferrocon_programme;

/// What the canaries are called behind `CANARY-`, one of each sort.
pub(crate) const CANARIES: [&str; 17] = [
    "in-note",
    "quoted",
    "german",
    "takeaway",
    "bold",
    "html",
    "html-item",
    "org",
    "org-item",
    "notes",
    "more",
    "internal",
    "json",
    "draft",
    "private",
    "unpublished",
    "planned",
];

/// The library; its owner also holds one report back.
pub(crate) fn library() -> TestLibrary {
    let talk = |title: &str, note: &str| format!("## {title} — Bo Lind\n\n- {note}\n\n");
    let report = |head: &str, note: &str| {
        format!(
            "---\ntitle: Ferrocon 2031\nevent: Ferrocon 2031\nauthor: Ada Njoku\n{head}---\n\n# Ferrocon 2031\n\n{}",
            talk("Lists Without Locks", note)
        )
    };
    let open = report("date: 2031-05-13\n", "open words")
        + "### Private\n\n- CANARY-in-note\n\n> CANARY-quoted\n\n"
        + &talk("Steam", "steam is open")
        + "## Privat\n\n- CANARY-german\n\n### Takeaways\n\n- CANARY-takeaway\n\n## Takeaways\n\n- Measure openly\n\n**Off the record**\n\n- CANARY-bold\n";
    let html = "<h1>Ferrocon 2031</h1>\n<h2>Monday</h2>\n<h3>Fog — Ida Holm</h3><p>fog is open</p>\n<h3>Fog two — Ida Holm</h3><p>open too</p>\n\
        <h2>Vertraulich</h2>\n<p>CANARY-html</p><h3>Takeaways</h3>\n<ul><li>CANARY-html-item</li></ul>";
    let org = "#+TITLE: Ferrocon 2031\n* Rain — Milo Venn\n- rain is open\n* Rain two — Milo Venn\n- open too\n* Private\n- CANARY-org\n** Takeaways\n- CANARY-org-item\n";
    let submissions = "Proposals for Ferrocon 2031\n\n1. Quiet Hammers\n\nAbstract:\nHammers, and how to quiet them in ten steps.\n\nNotes:\n\
        CANARY-notes: I need a visa.\n\n2. Loud Hammers\n\nAbstract:\nThe same, but louder, in five steps.\n\nNotes:\nCANARY-more\n\n\
        3. Square Hammers\n\nAbstract:\nHammers with four sides.\n\nNotes:\nCANARY-most\n";
    let pretalx = r#"{"results": [{"code": "ABC", "title": "Bent Nails", "state": "confirmed", "abstract": "Nails.", "speakers": [{"name": "Gus Ode"}],
        "internal_notes": "CANARY-internal", "notes": "CANARY-json", "slot": {"start": "2031-05-12T10:00:00+02:00", "room": "Anvil"}}]}"#;
    let library = TestLibrary::with_notes(&[
        ("open.md", &open),
        ("draft.md", &report("draft: true\n", "CANARY-draft")),
        ("private.md", &report("private: true\n", "CANARY-private")),
        ("unpublished.md", &report("published: false\n", "CANARY-unpublished")),
        ("held.md", &report("", "CANARY-held")),
        ("page.html", html),
        ("rain.org", org),
        ("cfp.txt", submissions),
        ("cfp.json", pretalx),
        ("ferrocon.ics", &ferrocon_programme()),
    ]);
    library.write(
        "hallway.toml",
        "title = \"Notes\"\naddress = \"https://example.org/\"\n[publish]\nhold_back = [\"notes/held.md\"]\n\
         [[search]]\nname = \"all\"\nquery = \"canary OR open\"\n[documents.\"notes/cfp.txt\"]\nkind = \"submissions\"\nevent = \"Ferrocon 2031\"\n",
    );
    library.run(["new", "ferrocon", "--author", "Bo"]).succeeds();
    let planned = library.text("notes/ferrocon-2031.md").replace("## Takeaways\n", "## Takeaways\n\n- CANARY-planned\n");
    library.write("notes/ferrocon-2031.md", planned);
    library
}

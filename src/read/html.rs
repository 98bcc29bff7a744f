//! HTML becomes blocks.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::document::{Block, BlockKind, Inline};

/// A single tag, as it stands in running text.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// Lower case.
    pub(super) name: String,
    /// `</name>`.
    pub(super) closing: bool,
    /// Names in lower case, values with entities resolved.
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Reads the first tag of `text`.
    pub(super) fn read(text: &str) -> Option<Tag> {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(text));
        let tokenizer = Tokenizer::new(FirstTag::default(), TokenizerOpts::default());
        let _ = tokenizer.feed(&input);
        tokenizer.sink.0.into_inner()
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
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
                closing: tag.kind == html5ever::tokenizer::TagKind::EndTag,
                attributes: tag.attrs.iter().map(|attr| (attr.name.local.to_string(), attr.value.to_string())).collect(),
            });
        }
        TokenSinkResult::Continue
    }
}

/// Reads a fragment of HTML.
pub(crate) fn blocks_of_fragment(html: &str, _base: Option<&url::Url>, first_line: usize, _keep_one_line: bool) -> Vec<Block> {
    let text = vec![Inline::Text(html.to_owned())];
    vec![Block { line: first_line, end_line: first_line, kind: BlockKind::Paragraph(text), anchor: None }]
}

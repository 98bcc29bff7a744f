//! Completion in bash, which cuts a command line at colons and puts in what is offered as it is: `event:lantern` is one word of a
//! query, and a name with blanks one argument.

use std::ffi::OsString;
use std::io::{Error, Write};
use std::path::Path;

use clap_complete::env::EnvCompleter;

/// What a shell sources: the words are put together again, what is offered is cut to what bash replaces.
const SCRIPT: &str = r#"
_hallway_complete() {
    local words=() word index=0 last=0 cut='' quoted=''
    local breaks_at_colons=''
    [[ ${COMP_WORDBREAKS-} == *:* ]] && breaks_at_colons=1
    for (( index = 0; index <= COMP_CWORD; index++ )); do
        word=${COMP_WORDS[index]}
        last=$(( ${#words[@]} - 1 ))
        if [[ -n $breaks_at_colons && $last -gt 0 && ( $word == :* || ${words[last]} == *: ) ]]; then
            words[last]+=$word
        else
            words+=("$word")
        fi
    done
    last=$(( ${#words[@]} - 1 ))
    case ${words[last]} in
        [\"\']*) quoted=1; words[last]=${words[last]:1} ;;
    esac
    # Between quotation marks bash cuts nothing.
    [[ -z $quoted && -n $breaks_at_colons && ${words[last]} == *:* ]] && cut=${words[last]%:*}:
    COMPREPLY=()
    while IFS= read -r word || [[ -n $word ]]; do
        word=${word#"$cut"}
        [[ -z $quoted && $word == *[\ \'\"\(\)\&\;\<\>\|\$\`\\\*\?\[\!\#]* ]] && printf -v word '%q' "$word"
        COMPREPLY+=("$word")
    done < <(_CLAP_IFS=$'\n' _CLAP_COMPLETE_INDEX=$last VAR=bash COMPLETER -- "${words[@]}" 2> /dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/:] ]]; then
        compopt -o nospace 2> /dev/null
    fi
}
complete -o nosort -F _hallway_complete BIN 2> /dev/null || complete -F _hallway_complete BIN
"#;

/// Completion in bash.
#[derive(Debug)]
pub(super) struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(&self, var: &str, _: &str, bin: &str, completer: &str, buf: &mut dyn Write) -> Result<(), Error> {
        let completer = format!("'{}'", completer.replace('\'', r"'\''"));
        buf.write_all(SCRIPT.replace("BIN", bin).replace("COMPLETER", &completer).replace("VAR", var).as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        buf: &mut dyn Write,
    ) -> Result<(), Error> {
        clap_complete::env::Bash.write_complete(command, words, folder, buf)
    }
}

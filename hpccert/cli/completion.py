"""`hpccert completion`: the script by which a shell completes commands, options, ids and codes."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from hpccert.cli.options import new_app

app = new_app()

BASH = r"""# hpccert: completion for Bash
_hpccert() {
    local kind value
    COMPREPLY=()
    while IFS=$'\t' read -r kind value _; do
        case $kind in
            word) COMPREPLY+=("$value") ;;
            part) COMPREPLY+=("$value"); compopt -o nospace ;;
            file) compopt -o default ;;
        esac
    done < <(_HPCCERT_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null </dev/null)
} 2>/dev/null
complete -F _hpccert hpccert
"""

ZSH = r"""#compdef hpccert
# hpccert: completion for Zsh
_hpccert() {
    local line
    local -a fields described parts
    for line in "${(@f)$(_HPCCERT_COMPLETE=zsh "${(Q)words[1]}" "${(@Q)words[2,CURRENT]}" 2>/dev/null </dev/null)}"; do
        fields=("${(@ps:\t:)line}")
        case $fields[1] in
            word) described+=("${fields[2]//:/\\:}${fields[3]:+:$fields[3]}") ;;
            part) parts+=("$fields[2]") ;;
            file) _files ;;
        esac
    done
    (( $#parts )) && compadd -S '' -a parts
    (( $#described )) && _describe -V 'hpccert' described
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _hpccert "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _hpccert hpccert
fi
"""

FISH = r"""# hpccert: completion for fish
function __hpccert
    set -l words (commandline -opc) (commandline -ct)
    for line in (_HPCCERT_COMPLETE=fish $words 2>/dev/null </dev/null)
        set -l fields (string split \t -- $line)
        switch $fields[1]
            case word part
                printf '%s\t%s\n' $fields[2] "$fields[3]"
            case file
                __fish_complete_path (commandline -ct)
        end
    end
end
complete -c hpccert -f -a '(__hpccert)'
"""


class Shell(StrEnum):
    """The shells that there is a script for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


SCRIPTS = {Shell.BASH: BASH, Shell.ZSH: ZSH, Shell.FISH: FISH}


@app.command()
def completion(shell: Annotated[Shell, typer.Argument(help="Your shell.")]) -> None:
    """Print the script by which your shell completes commands, options, ids and codes.

    Example: hpccert completion bash

    \b
    Write it to where your shell looks for such scripts, and open a new shell:
      bash  ~/.local/share/bash-completion/completions/hpccert
      zsh   _hpccert in a folder of $fpath
      fish  ~/.config/fish/completions/hpccert.fish
    Or run it in each new shell, with this line in ~/.bashrc:
      source <(hpccert completion bash)
    """  # noqa: D301 - the mark keeps the lines as they are
    sys.stdout.write(SCRIPTS[shell])

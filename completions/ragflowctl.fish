# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ragflowctl_global_optspecs
    string join \n d/database= profile= ragflow= ragflow-source= password-file= connect-timeout= statement-timeout= lock-timeout= timezone= o/output= json fields= field= no-headers reveal mask color= q/quiet v/verbose read-only change-log= h/help V/version
end

function __fish_ragflowctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_ragflowctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_ragflowctl_using_subcommand
    set -l cmd (__fish_ragflowctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s V -l version -d 'Print version'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "token" -d 'List, create, inspect, replace and delete API keys'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "beta" -d 'Fill in missing betas, and replace betas'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "audit" -d 'Find guessable, shared, orphaned and old keys, and missing betas'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "undo" -d 'Restore what a delete or rotate changed'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "db" -d 'Check the database, or create the embedded one'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "config" -d 'Show the settings, or create a profile'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "man" -d 'Print the manual page, or write all pages'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "help" -d 'Show the help of a command, or a topic'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "list" -d 'List the API keys of an owner, or of all tenants'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "ls" -d 'List the API keys of an owner, or of all tenants'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "create" -d 'Create an API key with its beta'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "new" -d 'Create an API key with its beta'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "show" -d 'Show everything known about one key: owner, form, age, what it is bound to'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "explain" -d 'Explain what each RAGFlow version does with a string, and why'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "scan" -d 'Find the live keys, betas and login tokens in logs, dumps and source code'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "delete" -d 'Delete API keys and their betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "rm" -d 'Delete API keys and their betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "rotate" -d 'Replace API keys with new ones'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list ls create new show explain scan delete rm rotate import" -f -a "import" -d 'Import keys from the output of list, delete or rotate'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l source -d 'Only keys bound to a chat (dialog), to an agent, or to neither' -r -f -a "none\t'Not bound'
dialog\t'Bound to a chat'
agent\t'Bound to an agent'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l rule -d 'Only keys that one of these audit rules reports, separated by commas' -r -f -a "guessable-key\t'a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)'
guessable-beta\t'a guessable beta of RAGFlow before 0.22, which reveals the API key (CVE-2025-69286)'
empty-beta\t'an empty beta, which gives access without any key on this database'
shared-beta\t'a beta that several keys share'
same-token\t'one API key that belongs to several tenants'
owner-deleted\t'a key whose owner is deleted (status is not \'1\')'
owner-inactive\t'a working key whose owner is inactive (is_active \'0\')'
orphan\t'a key whose tenant has no user (no user has the tenant\'s ID)'
ownerless\t'a key of a tenant without an owner (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that RAGFlow 0.26 and later reject because its owner has no access_token'
missing-beta\t'a key without a beta, which cannot be used for embedded pages'
dialog-gone\t'a key bound to a chat that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta in a form that current versions of RAGFlow do not generate'
times-in-future\t'a key with a time in the future'
times-missing\t'a key without times: its age is unknown'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l older-than -d 'Only keys that were created longer ago than this (90d, 1y)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l form -d 'Only keys of this form' -r -f -a "legacy\t'Guessable: generated by RAGFlow before 0.22 (CVE-2025-69286)'
modern\t'Random, 256 bits'
hex\t'32 hex digits of a random UUID'
other\t'Any other text'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l created-after -d 'Only keys created at this time or later (2026-02-01, 2026-02-01T09:00, 30d, yesterday)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l created-before -d 'Only keys created before this time' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l sort -d 'Sort by this field; keys in which it is NULL come last' -r -f -a "create_time\t''
update_time\t''
tenant_id\t''
source\t''
dialog_id\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l limit -d 'List at most N keys' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s a -l all -d 'The keys of all tenants, including orphans'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l no-backfill -d 'Do not create missing betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l missing-beta -d 'Only keys without a beta'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l weak -d 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l reverse -d 'Reverse the order: newest or largest first (NULL stays last)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l source -d 'Only keys bound to a chat (dialog), to an agent, or to neither' -r -f -a "none\t'Not bound'
dialog\t'Bound to a chat'
agent\t'Bound to an agent'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l rule -d 'Only keys that one of these audit rules reports, separated by commas' -r -f -a "guessable-key\t'a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)'
guessable-beta\t'a guessable beta of RAGFlow before 0.22, which reveals the API key (CVE-2025-69286)'
empty-beta\t'an empty beta, which gives access without any key on this database'
shared-beta\t'a beta that several keys share'
same-token\t'one API key that belongs to several tenants'
owner-deleted\t'a key whose owner is deleted (status is not \'1\')'
owner-inactive\t'a working key whose owner is inactive (is_active \'0\')'
orphan\t'a key whose tenant has no user (no user has the tenant\'s ID)'
ownerless\t'a key of a tenant without an owner (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that RAGFlow 0.26 and later reject because its owner has no access_token'
missing-beta\t'a key without a beta, which cannot be used for embedded pages'
dialog-gone\t'a key bound to a chat that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta in a form that current versions of RAGFlow do not generate'
times-in-future\t'a key with a time in the future'
times-missing\t'a key without times: its age is unknown'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l older-than -d 'Only keys that were created longer ago than this (90d, 1y)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l form -d 'Only keys of this form' -r -f -a "legacy\t'Guessable: generated by RAGFlow before 0.22 (CVE-2025-69286)'
modern\t'Random, 256 bits'
hex\t'32 hex digits of a random UUID'
other\t'Any other text'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l created-after -d 'Only keys created at this time or later (2026-02-01, 2026-02-01T09:00, 30d, yesterday)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l created-before -d 'Only keys created before this time' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l sort -d 'Sort by this field; keys in which it is NULL come last' -r -f -a "create_time\t''
update_time\t''
tenant_id\t''
source\t''
dialog_id\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l limit -d 'List at most N keys' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -s a -l all -d 'The keys of all tenants, including orphans'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l no-backfill -d 'Do not create missing betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l missing-beta -d 'Only keys without a beta'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l weak -d 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l reverse -d 'Reverse the order: newest or largest first (NULL stays last)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l dialog -d 'Record this chat (dialog) in the key; since RAGFlow 0.25 it restricts nothing' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l agent -d 'Record this agent in the key; since RAGFlow 0.25 it restricts nothing' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l users -d 'Create keys for the users in this file: one e-mail address per line, or a CSV with a column email (- reads stdin)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l count -d 'Number of keys to create for each owner' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l skip-existing -d 'With --users: leave out users who have a key'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l dry-run -d 'Check everything without changing anything'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l dialog -d 'Record this chat (dialog) in the key; since RAGFlow 0.25 it restricts nothing' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l agent -d 'Record this agent in the key; since RAGFlow 0.25 it restricts nothing' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l users -d 'Create keys for the users in this file: one e-mail address per line, or a CSV with a column email (- reads stdin)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l count -d 'Number of keys to create for each owner' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l skip-existing -d 'With --users: leave out users who have a key'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l dry-run -d 'Check everything without changing anything'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l dialog -d 'The chat that the beta is used for' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l agent -d 'The agent that the beta is used for' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l search -d 'The search that the beta is used for' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l header -d 'Judge stdin, byte by byte, as the value of an Authorization header'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from scan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l rule -d 'Only keys that one of these audit rules reports, separated by commas' -r -f -a "guessable-key\t'a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)'
guessable-beta\t'a guessable beta of RAGFlow before 0.22, which reveals the API key (CVE-2025-69286)'
empty-beta\t'an empty beta, which gives access without any key on this database'
shared-beta\t'a beta that several keys share'
same-token\t'one API key that belongs to several tenants'
owner-deleted\t'a key whose owner is deleted (status is not \'1\')'
owner-inactive\t'a working key whose owner is inactive (is_active \'0\')'
orphan\t'a key whose tenant has no user (no user has the tenant\'s ID)'
ownerless\t'a key of a tenant without an owner (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that RAGFlow 0.26 and later reject because its owner has no access_token'
missing-beta\t'a key without a beta, which cannot be used for embedded pages'
dialog-gone\t'a key bound to a chat that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta in a form that current versions of RAGFlow do not generate'
times-in-future\t'a key with a time in the future'
times-missing\t'a key without times: its age is unknown'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l older-than -d 'Only keys that were created longer ago than this (90d, 1y)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l expect -d 'Abort unless exactly N keys would change' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l undo-file -d 'Save the old and new rows for `undo` in this file [default: a new file in ~/.local/state/ragflowctl/undo or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l weak -d 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l every -d 'All keys of the owner'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s a -l all -d 'With --weak, --rule or --older-than: the keys of every tenant'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Do not ask for confirmation (required without a terminal)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show what would be done without changing anything'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l rule -d 'Only keys that one of these audit rules reports, separated by commas' -r -f -a "guessable-key\t'a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)'
guessable-beta\t'a guessable beta of RAGFlow before 0.22, which reveals the API key (CVE-2025-69286)'
empty-beta\t'an empty beta, which gives access without any key on this database'
shared-beta\t'a beta that several keys share'
same-token\t'one API key that belongs to several tenants'
owner-deleted\t'a key whose owner is deleted (status is not \'1\')'
owner-inactive\t'a working key whose owner is inactive (is_active \'0\')'
orphan\t'a key whose tenant has no user (no user has the tenant\'s ID)'
ownerless\t'a key of a tenant without an owner (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that RAGFlow 0.26 and later reject because its owner has no access_token'
missing-beta\t'a key without a beta, which cannot be used for embedded pages'
dialog-gone\t'a key bound to a chat that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta in a form that current versions of RAGFlow do not generate'
times-in-future\t'a key with a time in the future'
times-missing\t'a key without times: its age is unknown'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l older-than -d 'Only keys that were created longer ago than this (90d, 1y)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l expect -d 'Abort unless exactly N keys would change' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l undo-file -d 'Save the old and new rows for `undo` in this file [default: a new file in ~/.local/state/ragflowctl/undo or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l weak -d 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l every -d 'All keys of the owner'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -s a -l all -d 'With --weak, --rule or --older-than: the keys of every tenant'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -s y -l yes -d 'Do not ask for confirmation (required without a terminal)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l dry-run -d 'Show what would be done without changing anything'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l rule -d 'Only keys that one of these audit rules reports, separated by commas' -r -f -a "guessable-key\t'a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)'
guessable-beta\t'a guessable beta of RAGFlow before 0.22, which reveals the API key (CVE-2025-69286)'
empty-beta\t'an empty beta, which gives access without any key on this database'
shared-beta\t'a beta that several keys share'
same-token\t'one API key that belongs to several tenants'
owner-deleted\t'a key whose owner is deleted (status is not \'1\')'
owner-inactive\t'a working key whose owner is inactive (is_active \'0\')'
orphan\t'a key whose tenant has no user (no user has the tenant\'s ID)'
ownerless\t'a key of a tenant without an owner (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that RAGFlow 0.26 and later reject because its owner has no access_token'
missing-beta\t'a key without a beta, which cannot be used for embedded pages'
dialog-gone\t'a key bound to a chat that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta in a form that current versions of RAGFlow do not generate'
times-in-future\t'a key with a time in the future'
times-missing\t'a key without times: its age is unknown'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l older-than -d 'Only keys that were created longer ago than this (90d, 1y)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l expect -d 'Abort unless exactly N keys would change' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l undo-file -d 'Save the old and new rows for `undo` in this file [default: a new file in ~/.local/state/ragflowctl/undo or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l weak -d 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l every -d 'All keys of the owner'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s a -l all -d 'With --weak, --rule or --older-than: the keys of every tenant'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l keep-old -d 'Keep the old key and its beta; the new key gets its own beta'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l new-beta -d 'Always create a new beta (pages that embed the old one stop working)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s y -l yes -d 'Do not ask for confirmation (required without a terminal)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l dry-run -d 'Show what would be done without changing anything'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do if a row exists with different content' -r -f -a "fail\t'Add nothing'
skip\t'Keep the row in the database, and add the others'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l expect -d 'Abort unless exactly N keys would change' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l include-orphans -d 'Include orphans and ownerless keys'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s y -l yes -d 'Do not ask for confirmation (required without a terminal)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l dry-run -d 'Show what would be done without changing anything'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -f -a "backfill" -d 'Create a beta for every key without one'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate" -f -a "rotate" -d 'Replace betas; the API keys stay'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l limit -d 'Create at most N betas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l batch-size -d 'Rows per transaction [default: adjusted automatically; on SQLite: 250000, or all rows if the indexes are rebuilt]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l connections -d 'Number of writing connections; one more is used for reading [default: 2; on SQLite: 1]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l max-time -d 'Start no new transaction after this much time (5m, 1h30m)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l pause -d 'Pause between transactions (20ms); uses a single writing connection' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l lock-wait -d 'How long to wait for another backfill of the same database' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l dry-run -d 'Show how many betas would be created without changing anything'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l include-ownerless -d 'Include ownerless keys and orphans'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l rule -d 'Only keys that one of these audit rules reports, separated by commas' -r -f -a "guessable-key\t'a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)'
guessable-beta\t'a guessable beta of RAGFlow before 0.22, which reveals the API key (CVE-2025-69286)'
empty-beta\t'an empty beta, which gives access without any key on this database'
shared-beta\t'a beta that several keys share'
same-token\t'one API key that belongs to several tenants'
owner-deleted\t'a key whose owner is deleted (status is not \'1\')'
owner-inactive\t'a working key whose owner is inactive (is_active \'0\')'
orphan\t'a key whose tenant has no user (no user has the tenant\'s ID)'
ownerless\t'a key of a tenant without an owner (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that RAGFlow 0.26 and later reject because its owner has no access_token'
missing-beta\t'a key without a beta, which cannot be used for embedded pages'
dialog-gone\t'a key bound to a chat that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta in a form that current versions of RAGFlow do not generate'
times-in-future\t'a key with a time in the future'
times-missing\t'a key without times: its age is unknown'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l older-than -d 'Only keys that were created longer ago than this (90d, 1y)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l expect -d 'Abort unless exactly N keys would change' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l undo-file -d 'Save the old and new rows for `undo` in this file [default: a new file in ~/.local/state/ragflowctl/undo or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l weak -d 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l every -d 'All keys of the owner'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s a -l all -d 'With --weak, --rule or --older-than: the keys of every tenant'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s y -l yes -d 'Do not ask for confirmation (required without a terminal)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l dry-run -d 'Show what would be done without changing anything'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s u -l user -d 'The owner\'s e-mail address or user ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s t -l tenant -d 'The tenant\'s ID' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l login-token -d 'Read the value of a signed-in user\'s Authorization header from stdin (-)' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l rule -d 'Check only these rules, separated by commas' -r -f -a "guessable-key\t'a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)'
guessable-beta\t'a guessable beta of RAGFlow before 0.22, which reveals the API key (CVE-2025-69286)'
empty-beta\t'an empty beta, which gives access without any key on this database'
shared-beta\t'a beta that several keys share'
same-token\t'one API key that belongs to several tenants'
owner-deleted\t'a key whose owner is deleted (status is not \'1\')'
owner-inactive\t'a working key whose owner is inactive (is_active \'0\')'
orphan\t'a key whose tenant has no user (no user has the tenant\'s ID)'
ownerless\t'a key of a tenant without an owner (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that RAGFlow 0.26 and later reject because its owner has no access_token'
missing-beta\t'a key without a beta, which cannot be used for embedded pages'
too-old\t'a key older than --max-age'
too-many-keys\t'a tenant with more than --max-keys keys'
dialog-gone\t'a key bound to a chat that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta in a form that current versions of RAGFlow do not generate'
times-in-future\t'a key with a time in the future'
zone-disagreement\t'rows whose create_date is in a different time zone than that of most rows'
times-missing\t'a key without times: its age is unknown'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l ignore -d 'Skip these rules, separated by commas' -r -f -a "guessable-key\t'a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)'
guessable-beta\t'a guessable beta of RAGFlow before 0.22, which reveals the API key (CVE-2025-69286)'
empty-beta\t'an empty beta, which gives access without any key on this database'
shared-beta\t'a beta that several keys share'
same-token\t'one API key that belongs to several tenants'
owner-deleted\t'a key whose owner is deleted (status is not \'1\')'
owner-inactive\t'a working key whose owner is inactive (is_active \'0\')'
orphan\t'a key whose tenant has no user (no user has the tenant\'s ID)'
ownerless\t'a key of a tenant without an owner (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that RAGFlow 0.26 and later reject because its owner has no access_token'
missing-beta\t'a key without a beta, which cannot be used for embedded pages'
too-old\t'a key older than --max-age'
too-many-keys\t'a tenant with more than --max-keys keys'
dialog-gone\t'a key bound to a chat that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta in a form that current versions of RAGFlow do not generate'
times-in-future\t'a key with a time in the future'
zone-disagreement\t'rows whose create_date is in a different time zone than that of most rows'
times-missing\t'a key without times: its age is unknown'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l min-severity -d 'Report only findings of this severity or higher' -r -f -a "critical\t''
high\t''
medium\t''
low\t''
info\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l fail-on -d 'Exit with status 7 if there is a finding of this severity or higher' -r -f -a "critical\t''
high\t''
medium\t''
low\t''
info\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l max-age -d 'Report keys that are older than this (90d, 1y)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l max-keys -d 'Report tenants with more keys than this' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l explain -d 'Describe a rule in detail (no database needed)' -r -f -a "guessable-key\t'a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)'
guessable-beta\t'a guessable beta of RAGFlow before 0.22, which reveals the API key (CVE-2025-69286)'
empty-beta\t'an empty beta, which gives access without any key on this database'
shared-beta\t'a beta that several keys share'
same-token\t'one API key that belongs to several tenants'
owner-deleted\t'a key whose owner is deleted (status is not \'1\')'
owner-inactive\t'a working key whose owner is inactive (is_active \'0\')'
orphan\t'a key whose tenant has no user (no user has the tenant\'s ID)'
ownerless\t'a key of a tenant without an owner (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that RAGFlow 0.26 and later reject because its owner has no access_token'
missing-beta\t'a key without a beta, which cannot be used for embedded pages'
too-old\t'a key older than --max-age'
too-many-keys\t'a tenant with more than --max-keys keys'
dialog-gone\t'a key bound to a chat that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta in a form that current versions of RAGFlow do not generate'
times-in-future\t'a key with a time in the future'
zone-disagreement\t'rows whose create_date is in a different time zone than that of most rows'
times-missing\t'a key without times: its age is unknown'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s a -l all -d 'All tenants, including orphans (default)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l forget -d 'Delete this undo file; its change can no longer be undone' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l older-than -d 'Delete all undo files of this account that are older than this (30d)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l expect -d 'Abort unless exactly N keys would change' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l last -d 'Use the newest unused undo file of this database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l list -d 'List the undo files of this account, the newest first'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l force -d 'Use the file even if it belongs to another database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s y -l yes -d 'Do not ask for confirmation (required without a terminal)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l dry-run -d 'Show what would be done without changing anything'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -f -a "check" -d 'Check that the database is reachable, belongs to RAGFlow, and is supported'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init" -f -a "init" -d 'Create a local SQLite database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l demo -d 'Add the sample data of `demo:`'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l dry-run -d 'Show what would be created without changing anything'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -f -a "show" -d 'Show every setting and where it came from'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -f -a "path" -d 'Print the path of the config file, whether or not it exists'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init" -f -a "init" -d 'Create a profile interactively and test the connection'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l dry-run -d 'Ask and test, but write nothing'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -s d -l database -d 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l profile -d 'Use this profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l ragflow -d 'Use the database of the RAGFlow deployment in this directory' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l ragflow-source -d 'Which settings to use if conf/ and docker/ differ' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and its template'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l connect-timeout -d 'Connection timeout (0s: no limit) [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l statement-timeout -d 'Maximum time for one SQL statement (0s: no limit) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l lock-timeout -d 'How long to wait for a lock held by another session [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l timezone -d 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -s o -l output -d 'Output format [default: table]' -r -f -a "table\t'for people: secrets are masked, unsafe characters are escaped'
wide\t'a table with the ID, the owner and all columns of a key'
json\t'one object {code, message, data}, in the format of RAGFlow\'s API responses'
jsonl\t'one JSON object per line'
csv\t'comma-separated, with a header line (RFC 4180)'
tsv\t'tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\'
ids\t'only the key IDs, one per line'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l fields -d 'Fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l field -d 'Print only this field: one value per line, without a header' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l color -d 'When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never' -r -f -a "auto\t'On a terminal, unless the environment says something else'
always\t'Also in pipes and files'
never\t'Nowhere'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l change-log -d 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform\'s equivalent]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l json -d 'Same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l no-headers -d 'Print no header line (table, wide, csv, tsv)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l reveal -d 'Show keys and betas in full, also in tables'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l mask -d 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -s q -l quiet -d 'Print only errors and the data a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -s v -l verbose -d 'Show where each setting came from and which database is used'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -l read-only -d 'Read-only session, enforced by the database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help" -s h -l help -d 'Print help (see more with \'--help\')'

# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ragflowctl_global_optspecs
    string join \n d/database= profile= ragflow= ragflow-source= password-file= connect-timeout= statement-timeout= lock-timeout= timezone= o/output= json fields= reveal mask q/quiet v/verbose read-only change-log= h/help V/version
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

complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -s V -l version -d 'Print version'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "token" -d 'List, create, look into, replace and delete API keys'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "beta" -d 'Fill in missing beta keys, and replace them'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "audit" -d 'Find weak, missing, shared, orphaned and stale keys'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "undo" -d 'Put back what a delete or rotate changed'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "db" -d 'Check the database, or create the embedded one'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "config" -d 'Show the settings, or make a profile'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "completions" -d 'Shell completion'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "man" -d 'Manual pages'
complete -c ragflowctl -n "__fish_ragflowctl_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -f -a "list" -d 'List the API keys of an owner, or of everyone'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -f -a "create" -d 'Create an API key with its beta'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -f -a "show" -d 'One key, everything known about it: owner, form, age, what it is bound to'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -f -a "explain" -d 'What each RAGFlow version does with this string, step by step, and why'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -f -a "delete" -d 'Delete API keys, with their betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -f -a "rotate" -d 'Replace API keys: a new key in place of the old'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -f -a "import" -d 'Take keys back that list, delete or rotate printed'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and not __fish_seen_subcommand_from list create show explain delete rotate import help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s u -l user -d 'The owner, by e-mail address or user id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s t -l tenant -d 'The owned tenant itself, by id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l login-token -d 'The signed-in user whose Authorization value is on stdin: -' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l source -d 'Only keys bound to this kind of thing' -r -f -a "none\t'Nothing: opens everything of its tenant'
dialog\t'A chat assistant'
agent\t'An agent'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l created-after -d 'Only keys created at this time or later (2026-02-01, 2026-02-01T09:00, with or without zone)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l created-before -d 'Only keys created before this time' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l sort -d 'Order by this field; keys without it come last' -r -f -a "create_time\t''
update_time\t''
tenant_id\t''
source\t''
dialog_id\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l limit -d 'At most so many keys' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s a -l all -d 'The keys of every tenant, orphans included'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l no-backfill -d 'Do not fill missing betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l missing-beta -d 'Only keys without a beta'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l reverse -d 'Newest or largest first'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s u -l user -d 'The owner, by e-mail address or user id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s t -l tenant -d 'The owned tenant itself, by id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l login-token -d 'The signed-in user whose Authorization value is on stdin: -' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l dialog -d 'Bind the key to this chat assistant of the owner' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l agent -d 'Bind the key to this agent of the owner' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l count -d 'How many keys' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l dry-run -d 'Check everything, and write nothing'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s u -l user -d 'The owner, by e-mail address or user id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s t -l tenant -d 'The owned tenant itself, by id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l login-token -d 'The signed-in user whose Authorization value is on stdin: -' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s u -l user -d 'The owner, by e-mail address or user id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s t -l tenant -d 'The owned tenant itself, by id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l login-token -d 'The signed-in user whose Authorization value is on stdin: -' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l expect -d 'Do nothing unless the plan has exactly so many rows' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l undo-file -d 'Where the old and new rows are kept for `undo` [default: a file in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l weak -d 'All that can be guessed (CVE-2025-69286), of the owner or of everyone'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s a -l all -d 'With --weak: the keys of every tenant'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Do it without asking; needed where there is no terminal'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l dry-run -d 'Say what would be done, and change nothing'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s u -l user -d 'The owner, by e-mail address or user id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s t -l tenant -d 'The owned tenant itself, by id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l login-token -d 'The signed-in user whose Authorization value is on stdin: -' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l expect -d 'Do nothing unless the plan has exactly so many rows' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l undo-file -d 'Where the old and new rows are kept for `undo` [default: a file in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l weak -d 'All that can be guessed (CVE-2025-69286), of the owner or of everyone'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s a -l all -d 'With --weak: the keys of every tenant'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l keep-old -d 'Leave the old key as it is, beta included; the new one gets its own beta'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l new-beta -d 'A new beta in any case: pages that embed the old one stop working'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s y -l yes -d 'Do it without asking; needed where there is no terminal'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l dry-run -d 'Say what would be done, and change nothing'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do about a row that is there already with other content' -r -f -a "fail\t'Add nothing'
skip\t'Leave that row as it is in the database, and add the others'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l expect -d 'Do nothing unless the plan has exactly so many rows' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l include-orphans -d 'Also keys of tenants that have no user or no owner'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s y -l yes -d 'Do it without asking; needed where there is no terminal'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l dry-run -d 'Say what would be done, and change nothing'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the API keys of an owner, or of everyone'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "create" -d 'Create an API key with its beta'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "show" -d 'One key, everything known about it: owner, form, age, what it is bound to'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "explain" -d 'What each RAGFlow version does with this string, step by step, and why'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete API keys, with their betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "rotate" -d 'Replace API keys: a new key in place of the old'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "import" -d 'Take keys back that list, delete or rotate printed'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -f -a "backfill" -d 'Give every key that lacks a beta one'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -f -a "rotate" -d 'Replace betas: the API keys stay'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and not __fish_seen_subcommand_from backfill rotate help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s u -l user -d 'The owner, by e-mail address or user id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s t -l tenant -d 'The owned tenant itself, by id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l login-token -d 'The signed-in user whose Authorization value is on stdin: -' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l limit -d 'Fill at most so many keys' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l batch-size -d 'Rows a transaction [default: follows the measured time; on SQLite 250000, or all]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l connections -d 'Sessions that write on a server; a further one reads [default: 2]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l max-time -d 'Begin no transaction after so long (5m, 1h30m)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l pause -d 'Rest so long between transactions (20ms), with one session that writes' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l lock-wait -d 'Wait so long for another backfill of this database to end' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l dry-run -d 'Say what would be filled, and write nothing'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l include-ownerless -d 'Also take keys of tenants that nobody owns, orphans among them'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from backfill" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s u -l user -d 'The owner, by e-mail address or user id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s t -l tenant -d 'The owned tenant itself, by id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l login-token -d 'The signed-in user whose Authorization value is on stdin: -' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l expect -d 'Do nothing unless the plan has exactly so many rows' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l undo-file -d 'Where the old and new rows are kept for `undo` [default: a file in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l weak -d 'All that can be guessed (CVE-2025-69286), of the owner or of everyone'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s a -l all -d 'With --weak: the keys of every tenant'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s y -l yes -d 'Do it without asking; needed where there is no terminal'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l dry-run -d 'Say what would be done, and change nothing'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from help" -f -a "backfill" -d 'Give every key that lacks a beta one'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from help" -f -a "rotate" -d 'Replace betas: the API keys stay'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand beta; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s u -l user -d 'The owner, by e-mail address or user id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s t -l tenant -d 'The owned tenant itself, by id' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l login-token -d 'The signed-in user whose Authorization value is on stdin: -' -r -f -a "-\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l rule -d 'Only these rules, separated by commas' -r -f -a "guessable-key\t'an API key minted by RAGFlow before 0.22, which can be guessed (CVE-2025-69286)'
guessable-beta\t'a beta minted by RAGFlow before 0.22, which leads to its API key (CVE-2025-69286)'
shared-beta\t'a beta that several keys have'
same-token\t'the same API key in two tenants'
owner-deleted\t'a key whose owner\'s account is deleted (status is not \'1\')'
owner-inactive\t'a key that works though its owner is switched off (is_active \'0\')'
orphan\t'a key whose tenant has no user of the same id'
ownerless\t'a key of a tenant that nobody owns (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that 0.27 rejects, because its owner has no access_token'
missing-beta\t'a key without a beta: it cannot be embedded'
too-old\t'a key older than --max-age'
too-many-keys\t'a tenant with more than --max-keys keys'
dialog-gone\t'a key bound to a chat assistant that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta of a form that current RAGFlow does not mint'
times-in-future\t'a key created or changed later than now'
zone-disagreement\t'rows whose create_date is in another zone than that of most'
times-missing\t'a key without times: its age is not known'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l ignore -d 'Not these rules' -r -f -a "guessable-key\t'an API key minted by RAGFlow before 0.22, which can be guessed (CVE-2025-69286)'
guessable-beta\t'a beta minted by RAGFlow before 0.22, which leads to its API key (CVE-2025-69286)'
shared-beta\t'a beta that several keys have'
same-token\t'the same API key in two tenants'
owner-deleted\t'a key whose owner\'s account is deleted (status is not \'1\')'
owner-inactive\t'a key that works though its owner is switched off (is_active \'0\')'
orphan\t'a key whose tenant has no user of the same id'
ownerless\t'a key of a tenant that nobody owns (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that 0.27 rejects, because its owner has no access_token'
missing-beta\t'a key without a beta: it cannot be embedded'
too-old\t'a key older than --max-age'
too-many-keys\t'a tenant with more than --max-keys keys'
dialog-gone\t'a key bound to a chat assistant that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta of a form that current RAGFlow does not mint'
times-in-future\t'a key created or changed later than now'
zone-disagreement\t'rows whose create_date is in another zone than that of most'
times-missing\t'a key without times: its age is not known'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l min-severity -d 'Only what is at least so bad' -r -f -a "critical\t''
high\t''
medium\t''
low\t''
info\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l fail-on -d 'End with status 7 where something at least so bad is found' -r -f -a "critical\t''
high\t''
medium\t''
low\t''
info\t''"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l max-age -d 'Find keys that are older (90d, 1y)' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l max-keys -d 'Find tenants with more keys than this' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l explain -d 'Tell the whole story of a rule; needs no database' -r -f -a "guessable-key\t'an API key minted by RAGFlow before 0.22, which can be guessed (CVE-2025-69286)'
guessable-beta\t'a beta minted by RAGFlow before 0.22, which leads to its API key (CVE-2025-69286)'
shared-beta\t'a beta that several keys have'
same-token\t'the same API key in two tenants'
owner-deleted\t'a key whose owner\'s account is deleted (status is not \'1\')'
owner-inactive\t'a key that works though its owner is switched off (is_active \'0\')'
orphan\t'a key whose tenant has no user of the same id'
ownerless\t'a key of a tenant that nobody owns (no user_tenant row with role \'owner\')'
owner-without-access-token\t'a key that 0.27 rejects, because its owner has no access_token'
missing-beta\t'a key without a beta: it cannot be embedded'
too-old\t'a key older than --max-age'
too-many-keys\t'a tenant with more than --max-keys keys'
dialog-gone\t'a key bound to a chat assistant that does not exist'
agent-gone\t'a key bound to an agent that does not exist'
unusual-form\t'a key or beta of a form that current RAGFlow does not mint'
times-in-future\t'a key created or changed later than now'
zone-disagreement\t'rows whose create_date is in another zone than that of most'
times-missing\t'a key without times: its age is not known'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s a -l all -d 'The keys of every tenant, orphans included: what is done where no owner is named'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand audit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l expect -d 'Do nothing unless the plan has exactly so many rows' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l last -d 'The newest undo file of this database that was not used yet'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l force -d 'Also where the file was written for another database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s y -l yes -d 'Do it without asking; needed where there is no terminal'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l dry-run -d 'Say what would be done, and change nothing'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -f -a "check" -d 'Is the database reachable, is it RAGFlow\'s, and can this program work with it?'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -f -a "init" -d 'Create the embedded database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and not __fish_seen_subcommand_from check init help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l demo -d 'Fill it with the sample data of demo:'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l dry-run -d 'Say what would be created, and write nothing'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "check" -d 'Is the database reachable, is it RAGFlow\'s, and can this program work with it?'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "init" -d 'Create the embedded database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -f -a "show" -d 'Show every setting, and where it came from'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -f -a "path" -d 'Print where the config file is, or would be'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -f -a "init" -d 'Make a profile: asks, tries the connection, and writes it down'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and not __fish_seen_subcommand_from show path init help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l dry-run -d 'Ask and try, and write nothing'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show every setting, and where it came from'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print where the config file is, or would be'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "init" -d 'Make a profile: asks, tries the connection, and writes it down'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -s d -l database -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l profile -d 'A profile of the config file' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l ragflow -d 'The directory of a RAGFlow deployment: take the database from its own settings' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l ragflow-source -d 'Which of a checkout\'s settings count, where conf/ and docker/ disagree' -r -f -a "conf\t'conf/service_conf.yaml'
docker\t'docker/.env and the template beside it'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l password-file -d 'Read the database\'s password from this file' -r -F
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l connect-timeout -d 'Wait so long for a connection [default: 10s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l statement-timeout -d 'Let no statement run longer (0s: as long as it takes) [default: 0s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l lock-timeout -d 'Wait so long for a row or file that another session holds [default: 5s]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l timezone -d 'Write dates in this zone: Asia/Shanghai, UTC, +08:00' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -s o -l output -d 'How to print [default: table]' -r -f -a "table\t'for people; secrets masked, text made safe for the terminal'
json\t'one envelope {code, message, data}, as RAGFlow\'s endpoint answers'
jsonl\t'one JSON object a line'
csv\t'comma-separated with a header line (RFC 4180)'
tsv\t'tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\'"
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l fields -d 'Which fields to print, in this order, separated by commas' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l change-log -d 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]' -r
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l json -d 'The same as --output json'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l reveal -d 'Show keys and betas in full, in tables too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l mask -d 'Hide keys and betas, in machine formats too'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -s q -l quiet -d 'Say nothing but errors, and print only what a script needs'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -s v -l verbose -d 'Explain: which settings from where, which engine'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -l read-only -d 'Write nothing: the engine itself refuses writes in this session'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and not __fish_seen_subcommand_from token beta audit undo db config completions man help" -f -a "token" -d 'List, create, look into, replace and delete API keys'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and not __fish_seen_subcommand_from token beta audit undo db config completions man help" -f -a "beta" -d 'Fill in missing beta keys, and replace them'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and not __fish_seen_subcommand_from token beta audit undo db config completions man help" -f -a "audit" -d 'Find weak, missing, shared, orphaned and stale keys'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and not __fish_seen_subcommand_from token beta audit undo db config completions man help" -f -a "undo" -d 'Put back what a delete or rotate changed'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and not __fish_seen_subcommand_from token beta audit undo db config completions man help" -f -a "db" -d 'Check the database, or create the embedded one'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and not __fish_seen_subcommand_from token beta audit undo db config completions man help" -f -a "config" -d 'Show the settings, or make a profile'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and not __fish_seen_subcommand_from token beta audit undo db config completions man help" -f -a "completions" -d 'Shell completion'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and not __fish_seen_subcommand_from token beta audit undo db config completions man help" -f -a "man" -d 'Manual pages'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and not __fish_seen_subcommand_from token beta audit undo db config completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "list" -d 'List the API keys of an owner, or of everyone'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "create" -d 'Create an API key with its beta'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "show" -d 'One key, everything known about it: owner, form, age, what it is bound to'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "explain" -d 'What each RAGFlow version does with this string, step by step, and why'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "delete" -d 'Delete API keys, with their betas'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "rotate" -d 'Replace API keys: a new key in place of the old'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "import" -d 'Take keys back that list, delete or rotate printed'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from beta" -f -a "backfill" -d 'Give every key that lacks a beta one'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from beta" -f -a "rotate" -d 'Replace betas: the API keys stay'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "check" -d 'Is the database reachable, is it RAGFlow\'s, and can this program work with it?'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "init" -d 'Create the embedded database'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Show every setting, and where it came from'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Print where the config file is, or would be'
complete -c ragflowctl -n "__fish_ragflowctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "init" -d 'Make a profile: asks, tries the connection, and writes it down'

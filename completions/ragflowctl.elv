
use builtin;
use str;

set edit:completion:arg-completer[ragflowctl] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'ragflowctl'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'ragflowctl'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand token 'List and create API keys'
            cand beta 'Fill in missing beta keys'
            cand audit 'Find weak, missing, shared, orphaned and stale keys'
            cand db 'Check the database, or create the embedded one'
            cand config 'Show the settings, or make a profile'
            cand completions 'Shell completion'
            cand man 'Manual pages'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ragflowctl;token'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List the API keys of an owner, or of everyone'
            cand create 'Create an API key with its beta'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ragflowctl;token;list'= {
            cand -u 'The owner, by e-mail address or user id'
            cand --user 'The owner, by e-mail address or user id'
            cand -t 'The owned tenant itself, by id'
            cand --tenant 'The owned tenant itself, by id'
            cand --login-token 'The signed-in user whose Authorization value is on stdin: -'
            cand --source 'Only keys bound to this kind of thing'
            cand --created-after 'Only keys created at this time or later (2026-02-01, 2026-02-01T09:00, with or without zone)'
            cand --created-before 'Only keys created before this time'
            cand --sort 'Order by this field; keys without it come last'
            cand --limit 'At most so many keys'
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand -a 'The keys of every tenant, orphans included'
            cand --all 'The keys of every tenant, orphans included'
            cand --no-backfill 'Do not fill missing betas'
            cand --missing-beta 'Only keys without a beta'
            cand --reverse 'Newest or largest first'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;token;create'= {
            cand -u 'The owner, by e-mail address or user id'
            cand --user 'The owner, by e-mail address or user id'
            cand -t 'The owned tenant itself, by id'
            cand --tenant 'The owned tenant itself, by id'
            cand --login-token 'The signed-in user whose Authorization value is on stdin: -'
            cand --dialog 'Bind the key to this chat assistant of the owner'
            cand --agent 'Bind the key to this agent of the owner'
            cand --count 'How many keys'
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --dry-run 'Check everything, and write nothing'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;token;help'= {
            cand list 'List the API keys of an owner, or of everyone'
            cand create 'Create an API key with its beta'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ragflowctl;token;help;list'= {
        }
        &'ragflowctl;token;help;create'= {
        }
        &'ragflowctl;token;help;help'= {
        }
        &'ragflowctl;beta'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand backfill 'Give every key that lacks a beta one'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ragflowctl;beta;backfill'= {
            cand -u 'The owner, by e-mail address or user id'
            cand --user 'The owner, by e-mail address or user id'
            cand -t 'The owned tenant itself, by id'
            cand --tenant 'The owned tenant itself, by id'
            cand --login-token 'The signed-in user whose Authorization value is on stdin: -'
            cand --limit 'Fill at most so many keys'
            cand --batch-size 'Rows a transaction [default: follows the measured time]'
            cand --max-time 'Begin no transaction after so long (5m, 1h30m)'
            cand --pause 'Rest so long between transactions (20ms)'
            cand --lock-wait 'Wait so long for another backfill of this database to end'
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --dry-run 'Say what would be filled, and write nothing'
            cand --include-ownerless 'Also take keys of tenants that nobody owns, orphans among them'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;beta;help'= {
            cand backfill 'Give every key that lacks a beta one'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ragflowctl;beta;help;backfill'= {
        }
        &'ragflowctl;beta;help;help'= {
        }
        &'ragflowctl;audit'= {
            cand -u 'The owner, by e-mail address or user id'
            cand --user 'The owner, by e-mail address or user id'
            cand -t 'The owned tenant itself, by id'
            cand --tenant 'The owned tenant itself, by id'
            cand --rule 'Only these rules, separated by commas'
            cand --ignore 'Not these rules'
            cand --min-severity 'Only what is at least so bad'
            cand --fail-on 'End with status 7 where something at least so bad is found'
            cand --max-age 'Find keys that are older (90d, 1y)'
            cand --max-keys 'Find tenants with more keys than this'
            cand --explain 'Tell the whole story of a rule; needs no database'
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand -a 'The keys of every tenant, orphans included: what is done where no owner is named'
            cand --all 'The keys of every tenant, orphans included: what is done where no owner is named'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;db'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand check 'Is the database reachable, is it RAGFlow''s, and can this program work with it?'
            cand init 'Create the embedded database'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ragflowctl;db;check'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;db;init'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --demo 'Fill it with the sample data of demo:'
            cand --dry-run 'Say what would be created, and write nothing'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;db;help'= {
            cand check 'Is the database reachable, is it RAGFlow''s, and can this program work with it?'
            cand init 'Create the embedded database'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ragflowctl;db;help;check'= {
        }
        &'ragflowctl;db;help;init'= {
        }
        &'ragflowctl;db;help;help'= {
        }
        &'ragflowctl;config'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand show 'Show every setting, and where it came from'
            cand path 'Print where the config file is, or would be'
            cand init 'Make a profile: asks, tries the connection, and writes it down'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ragflowctl;config;show'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;config;path'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;config;init'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --dry-run 'Ask and try, and write nothing'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;config;help'= {
            cand show 'Show every setting, and where it came from'
            cand path 'Print where the config file is, or would be'
            cand init 'Make a profile: asks, tries the connection, and writes it down'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ragflowctl;config;help;show'= {
        }
        &'ragflowctl;config;help;path'= {
        }
        &'ragflowctl;config;help;init'= {
        }
        &'ragflowctl;config;help;help'= {
        }
        &'ragflowctl;completions'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;man'= {
            cand -d 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --database 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:'
            cand --profile 'A profile of the config file'
            cand --ragflow 'The directory of a RAGFlow deployment: take the database from its own settings'
            cand --ragflow-source 'Which of a checkout''s settings count, where conf/ and docker/ disagree'
            cand --password-file 'Read the database''s password from this file'
            cand --connect-timeout 'Wait so long for a connection [default: 10s]'
            cand --statement-timeout 'Let no statement run longer (0s: as long as it takes) [default: 0s]'
            cand --lock-timeout 'Wait so long for a row or file that another session holds [default: 5s]'
            cand --timezone 'Write dates in this zone: Asia/Shanghai, UTC, +08:00'
            cand -o 'How to print [default: table]'
            cand --output 'How to print [default: table]'
            cand --fields 'Which fields to print, in this order, separated by commas'
            cand --json 'The same as --output json'
            cand --reveal 'Show keys and betas in full, in tables too'
            cand --mask 'Hide keys and betas, in machine formats too'
            cand -q 'Say nothing but errors, and print only what a script needs'
            cand --quiet 'Say nothing but errors, and print only what a script needs'
            cand -v 'Explain: which settings from where, which engine'
            cand --verbose 'Explain: which settings from where, which engine'
            cand --read-only 'Write nothing: the engine itself refuses writes in this session'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ragflowctl;help'= {
            cand token 'List and create API keys'
            cand beta 'Fill in missing beta keys'
            cand audit 'Find weak, missing, shared, orphaned and stale keys'
            cand db 'Check the database, or create the embedded one'
            cand config 'Show the settings, or make a profile'
            cand completions 'Shell completion'
            cand man 'Manual pages'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ragflowctl;help;token'= {
            cand list 'List the API keys of an owner, or of everyone'
            cand create 'Create an API key with its beta'
        }
        &'ragflowctl;help;token;list'= {
        }
        &'ragflowctl;help;token;create'= {
        }
        &'ragflowctl;help;beta'= {
            cand backfill 'Give every key that lacks a beta one'
        }
        &'ragflowctl;help;beta;backfill'= {
        }
        &'ragflowctl;help;audit'= {
        }
        &'ragflowctl;help;db'= {
            cand check 'Is the database reachable, is it RAGFlow''s, and can this program work with it?'
            cand init 'Create the embedded database'
        }
        &'ragflowctl;help;db;check'= {
        }
        &'ragflowctl;help;db;init'= {
        }
        &'ragflowctl;help;config'= {
            cand show 'Show every setting, and where it came from'
            cand path 'Print where the config file is, or would be'
            cand init 'Make a profile: asks, tries the connection, and writes it down'
        }
        &'ragflowctl;help;config;show'= {
        }
        &'ragflowctl;help;config;path'= {
        }
        &'ragflowctl;help;config;init'= {
        }
        &'ragflowctl;help;completions'= {
        }
        &'ragflowctl;help;man'= {
        }
        &'ragflowctl;help;help'= {
        }
    ]
    $completions[$command]
}

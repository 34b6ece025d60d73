
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'ragflowctl' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'ragflowctl'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'ragflowctl' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'List, create, look into, replace and delete API keys')
            [CompletionResult]::new('beta', 'beta', [CompletionResultType]::ParameterValue, 'Fill in missing beta keys, and replace them')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Find weak, missing, shared, orphaned and stale keys')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Put back what a delete or rotate changed')
            [CompletionResult]::new('db', 'db', [CompletionResultType]::ParameterValue, 'Check the database, or create the embedded one')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings, or make a profile')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Shell completion')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Manual pages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;token' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the API keys of an owner, or of everyone')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create an API key with its beta')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'One key, everything known about it: owner, form, age, what it is bound to')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'What each RAGFlow version does with this string, step by step, and why')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete API keys, with their betas')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace API keys: a new key in place of the old')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Take keys back that list, delete or rotate printed')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;token;list' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'The signed-in user whose Authorization value is on stdin: -')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only keys bound to this kind of thing')
            [CompletionResult]::new('--created-after', '--created-after', [CompletionResultType]::ParameterName, 'Only keys created at this time or later (2026-02-01, 2026-02-01T09:00, with or without zone)')
            [CompletionResult]::new('--created-before', '--created-before', [CompletionResultType]::ParameterName, 'Only keys created before this time')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Order by this field; keys without it come last')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most so many keys')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'The keys of every tenant, orphans included')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'The keys of every tenant, orphans included')
            [CompletionResult]::new('--no-backfill', '--no-backfill', [CompletionResultType]::ParameterName, 'Do not fill missing betas')
            [CompletionResult]::new('--missing-beta', '--missing-beta', [CompletionResultType]::ParameterName, 'Only keys without a beta')
            [CompletionResult]::new('--reverse', '--reverse', [CompletionResultType]::ParameterName, 'Newest or largest first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;create' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'The signed-in user whose Authorization value is on stdin: -')
            [CompletionResult]::new('--dialog', '--dialog', [CompletionResultType]::ParameterName, 'Bind the key to this chat assistant of the owner')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Bind the key to this agent of the owner')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'How many keys')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything, and write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;show' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'The signed-in user whose Authorization value is on stdin: -')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;explain' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;delete' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'The signed-in user whose Authorization value is on stdin: -')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Do nothing unless the plan has exactly so many rows')
            [CompletionResult]::new('--undo-file', '--undo-file', [CompletionResultType]::ParameterName, 'Where the old and new rows are kept for `undo` [default: a file in the state directory]')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--weak', '--weak', [CompletionResultType]::ParameterName, 'All that can be guessed (CVE-2025-69286), of the owner or of everyone')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'With --weak: the keys of every tenant')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'With --weak: the keys of every tenant')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking; needed where there is no terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking; needed where there is no terminal')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done, and change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;rotate' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'The signed-in user whose Authorization value is on stdin: -')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Do nothing unless the plan has exactly so many rows')
            [CompletionResult]::new('--undo-file', '--undo-file', [CompletionResultType]::ParameterName, 'Where the old and new rows are kept for `undo` [default: a file in the state directory]')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--weak', '--weak', [CompletionResultType]::ParameterName, 'All that can be guessed (CVE-2025-69286), of the owner or of everyone')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'With --weak: the keys of every tenant')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'With --weak: the keys of every tenant')
            [CompletionResult]::new('--keep-old', '--keep-old', [CompletionResultType]::ParameterName, 'Leave the old key as it is, beta included; the new one gets its own beta')
            [CompletionResult]::new('--new-beta', '--new-beta', [CompletionResultType]::ParameterName, 'A new beta in any case: pages that embed the old one stop working')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking; needed where there is no terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking; needed where there is no terminal')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done, and change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;import' {
            [CompletionResult]::new('--on-conflict', '--on-conflict', [CompletionResultType]::ParameterName, 'What to do about a row that is there already with other content')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Do nothing unless the plan has exactly so many rows')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--include-orphans', '--include-orphans', [CompletionResultType]::ParameterName, 'Also keys of tenants that have no user or no owner')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking; needed where there is no terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking; needed where there is no terminal')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done, and change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the API keys of an owner, or of everyone')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create an API key with its beta')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'One key, everything known about it: owner, form, age, what it is bound to')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'What each RAGFlow version does with this string, step by step, and why')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete API keys, with their betas')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace API keys: a new key in place of the old')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Take keys back that list, delete or rotate printed')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;token;help;list' {
            break
        }
        'ragflowctl;token;help;create' {
            break
        }
        'ragflowctl;token;help;show' {
            break
        }
        'ragflowctl;token;help;explain' {
            break
        }
        'ragflowctl;token;help;delete' {
            break
        }
        'ragflowctl;token;help;rotate' {
            break
        }
        'ragflowctl;token;help;import' {
            break
        }
        'ragflowctl;token;help;help' {
            break
        }
        'ragflowctl;beta' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('backfill', 'backfill', [CompletionResultType]::ParameterValue, 'Give every key that lacks a beta one')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace betas: the API keys stay')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;beta;backfill' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'The signed-in user whose Authorization value is on stdin: -')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Fill at most so many keys')
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Rows a transaction [default: follows the measured time; on SQLite 250000, or all]')
            [CompletionResult]::new('--connections', '--connections', [CompletionResultType]::ParameterName, 'Sessions that write on a server; a further one reads [default: 2]')
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'Begin no transaction after so long (5m, 1h30m)')
            [CompletionResult]::new('--pause', '--pause', [CompletionResultType]::ParameterName, 'Rest so long between transactions (20ms), with one session that writes')
            [CompletionResult]::new('--lock-wait', '--lock-wait', [CompletionResultType]::ParameterName, 'Wait so long for another backfill of this database to end')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be filled, and write nothing')
            [CompletionResult]::new('--include-ownerless', '--include-ownerless', [CompletionResultType]::ParameterName, 'Also take keys of tenants that nobody owns, orphans among them')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;beta;rotate' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'The signed-in user whose Authorization value is on stdin: -')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Do nothing unless the plan has exactly so many rows')
            [CompletionResult]::new('--undo-file', '--undo-file', [CompletionResultType]::ParameterName, 'Where the old and new rows are kept for `undo` [default: a file in the state directory]')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--weak', '--weak', [CompletionResultType]::ParameterName, 'All that can be guessed (CVE-2025-69286), of the owner or of everyone')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'With --weak: the keys of every tenant')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'With --weak: the keys of every tenant')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking; needed where there is no terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking; needed where there is no terminal')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done, and change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;beta;help' {
            [CompletionResult]::new('backfill', 'backfill', [CompletionResultType]::ParameterValue, 'Give every key that lacks a beta one')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace betas: the API keys stay')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;beta;help;backfill' {
            break
        }
        'ragflowctl;beta;help;rotate' {
            break
        }
        'ragflowctl;beta;help;help' {
            break
        }
        'ragflowctl;audit' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner, by e-mail address or user id')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The owned tenant itself, by id')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'The signed-in user whose Authorization value is on stdin: -')
            [CompletionResult]::new('--rule', '--rule', [CompletionResultType]::ParameterName, 'Only these rules, separated by commas')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Not these rules')
            [CompletionResult]::new('--min-severity', '--min-severity', [CompletionResultType]::ParameterName, 'Only what is at least so bad')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'End with status 7 where something at least so bad is found')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'Find keys that are older (90d, 1y)')
            [CompletionResult]::new('--max-keys', '--max-keys', [CompletionResultType]::ParameterName, 'Find tenants with more keys than this')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Tell the whole story of a rule; needs no database')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'The keys of every tenant, orphans included: what is done where no owner is named')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'The keys of every tenant, orphans included: what is done where no owner is named')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;undo' {
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Do nothing unless the plan has exactly so many rows')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'The newest undo file of this database that was not used yet')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also where the file was written for another database')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking; needed where there is no terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking; needed where there is no terminal')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done, and change nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;db' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Is the database reachable, is it RAGFlow''s, and can this program work with it?')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create the embedded database')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;db;check' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;db;init' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Fill it with the sample data of demo:')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be created, and write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;db;help' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Is the database reachable, is it RAGFlow''s, and can this program work with it?')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create the embedded database')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;db;help;check' {
            break
        }
        'ragflowctl;db;help;init' {
            break
        }
        'ragflowctl;db;help;help' {
            break
        }
        'ragflowctl;config' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting, and where it came from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the config file is, or would be')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a profile: asks, tries the connection, and writes it down')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;config;show' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;config;path' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;config;init' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Ask and try, and write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;config;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting, and where it came from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the config file is, or would be')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a profile: asks, tries the connection, and writes it down')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;config;help;show' {
            break
        }
        'ragflowctl;config;help;path' {
            break
        }
        'ragflowctl;config;help;init' {
            break
        }
        'ragflowctl;config;help;help' {
            break
        }
        'ragflowctl;completions' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;man' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'A profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'The directory of a RAGFlow deployment: take the database from its own settings')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which of a checkout''s settings count, where conf/ and docker/ disagree')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a connection [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Let no statement run longer (0s: as long as it takes) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'Wait so long for a row or file that another session holds [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Write dates in this zone: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How to print [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Which fields to print, in this order, separated by commas')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Where every change is noted, a line of JSON each [default: changes.jsonl in the state directory]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, in tables too')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Hide keys and betas, in machine formats too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but errors, and print only what a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Explain: which settings from where, which engine')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Write nothing: the engine itself refuses writes in this session')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;help' {
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'List, create, look into, replace and delete API keys')
            [CompletionResult]::new('beta', 'beta', [CompletionResultType]::ParameterValue, 'Fill in missing beta keys, and replace them')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Find weak, missing, shared, orphaned and stale keys')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Put back what a delete or rotate changed')
            [CompletionResult]::new('db', 'db', [CompletionResultType]::ParameterValue, 'Check the database, or create the embedded one')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings, or make a profile')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Shell completion')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Manual pages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;help;token' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the API keys of an owner, or of everyone')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create an API key with its beta')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'One key, everything known about it: owner, form, age, what it is bound to')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'What each RAGFlow version does with this string, step by step, and why')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete API keys, with their betas')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace API keys: a new key in place of the old')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Take keys back that list, delete or rotate printed')
            break
        }
        'ragflowctl;help;token;list' {
            break
        }
        'ragflowctl;help;token;create' {
            break
        }
        'ragflowctl;help;token;show' {
            break
        }
        'ragflowctl;help;token;explain' {
            break
        }
        'ragflowctl;help;token;delete' {
            break
        }
        'ragflowctl;help;token;rotate' {
            break
        }
        'ragflowctl;help;token;import' {
            break
        }
        'ragflowctl;help;beta' {
            [CompletionResult]::new('backfill', 'backfill', [CompletionResultType]::ParameterValue, 'Give every key that lacks a beta one')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace betas: the API keys stay')
            break
        }
        'ragflowctl;help;beta;backfill' {
            break
        }
        'ragflowctl;help;beta;rotate' {
            break
        }
        'ragflowctl;help;audit' {
            break
        }
        'ragflowctl;help;undo' {
            break
        }
        'ragflowctl;help;db' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Is the database reachable, is it RAGFlow''s, and can this program work with it?')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create the embedded database')
            break
        }
        'ragflowctl;help;db;check' {
            break
        }
        'ragflowctl;help;db;init' {
            break
        }
        'ragflowctl;help;config' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting, and where it came from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the config file is, or would be')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a profile: asks, tries the connection, and writes it down')
            break
        }
        'ragflowctl;help;config;show' {
            break
        }
        'ragflowctl;help;config;path' {
            break
        }
        'ragflowctl;help;config;init' {
            break
        }
        'ragflowctl;help;completions' {
            break
        }
        'ragflowctl;help;man' {
            break
        }
        'ragflowctl;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}


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
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'List, create, inspect, replace and delete API keys')
            [CompletionResult]::new('beta', 'beta', [CompletionResultType]::ParameterValue, 'Fill in missing betas, and replace betas')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Find guessable, shared, orphaned and old keys, and missing betas')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Restore what a delete or rotate changed')
            [CompletionResult]::new('db', 'db', [CompletionResultType]::ParameterValue, 'Check the database, or create the embedded one')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings, or create a profile')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page, or write one for every command into a directory')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;token' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the API keys of an owner, or of all tenants')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the API keys of an owner, or of all tenants')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create an API key with its beta')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Create an API key with its beta')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show everything known about one key: owner, form, age, what it is bound to')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain what each RAGFlow version does with a string, and why')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Find the live keys, betas and login tokens in logs, dumps and source code')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete API keys and their betas')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Delete API keys and their betas')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace API keys with new ones')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import keys from the output of list, delete or rotate')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;token;list' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only keys bound to a chat (dialog), to an agent, or to neither')
            [CompletionResult]::new('--rule', '--rule', [CompletionResultType]::ParameterName, 'Only keys that one of these audit rules reports, separated by commas')
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'Only keys that were created longer ago than this (90d, 1y)')
            [CompletionResult]::new('--form', '--form', [CompletionResultType]::ParameterName, 'Only keys of this form')
            [CompletionResult]::new('--created-after', '--created-after', [CompletionResultType]::ParameterName, 'Only keys created at this time or later (2026-02-01, 2026-02-01T09:00, 30d, yesterday)')
            [CompletionResult]::new('--created-before', '--created-before', [CompletionResultType]::ParameterName, 'Only keys created before this time')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Sort by this field; keys in which it is NULL come last')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'List at most N keys')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'The keys of all tenants, including orphans')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'The keys of all tenants, including orphans')
            [CompletionResult]::new('--no-backfill', '--no-backfill', [CompletionResultType]::ParameterName, 'Do not create missing betas')
            [CompletionResult]::new('--missing-beta', '--missing-beta', [CompletionResultType]::ParameterName, 'Only keys without a beta')
            [CompletionResult]::new('--weak', '--weak', [CompletionResultType]::ParameterName, 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas')
            [CompletionResult]::new('--reverse', '--reverse', [CompletionResultType]::ParameterName, 'Reverse the order: newest or largest first (NULL stays last)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;ls' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only keys bound to a chat (dialog), to an agent, or to neither')
            [CompletionResult]::new('--rule', '--rule', [CompletionResultType]::ParameterName, 'Only keys that one of these audit rules reports, separated by commas')
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'Only keys that were created longer ago than this (90d, 1y)')
            [CompletionResult]::new('--form', '--form', [CompletionResultType]::ParameterName, 'Only keys of this form')
            [CompletionResult]::new('--created-after', '--created-after', [CompletionResultType]::ParameterName, 'Only keys created at this time or later (2026-02-01, 2026-02-01T09:00, 30d, yesterday)')
            [CompletionResult]::new('--created-before', '--created-before', [CompletionResultType]::ParameterName, 'Only keys created before this time')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Sort by this field; keys in which it is NULL come last')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'List at most N keys')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'The keys of all tenants, including orphans')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'The keys of all tenants, including orphans')
            [CompletionResult]::new('--no-backfill', '--no-backfill', [CompletionResultType]::ParameterName, 'Do not create missing betas')
            [CompletionResult]::new('--missing-beta', '--missing-beta', [CompletionResultType]::ParameterName, 'Only keys without a beta')
            [CompletionResult]::new('--weak', '--weak', [CompletionResultType]::ParameterName, 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas')
            [CompletionResult]::new('--reverse', '--reverse', [CompletionResultType]::ParameterName, 'Reverse the order: newest or largest first (NULL stays last)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;create' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('--dialog', '--dialog', [CompletionResultType]::ParameterName, 'Record this chat (dialog) in the key; since RAGFlow 0.25 it restricts nothing')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Record this agent in the key; since RAGFlow 0.25 it restricts nothing')
            [CompletionResult]::new('--users', '--users', [CompletionResultType]::ParameterName, 'Create keys for the users in this file: one e-mail address per line, or a CSV with a column email (- reads stdin)')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Number of keys to create for each owner')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--skip-existing', '--skip-existing', [CompletionResultType]::ParameterName, 'With --users: leave out users who have a key')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything without changing anything')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;new' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('--dialog', '--dialog', [CompletionResultType]::ParameterName, 'Record this chat (dialog) in the key; since RAGFlow 0.25 it restricts nothing')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Record this agent in the key; since RAGFlow 0.25 it restricts nothing')
            [CompletionResult]::new('--users', '--users', [CompletionResultType]::ParameterName, 'Create keys for the users in this file: one e-mail address per line, or a CSV with a column email (- reads stdin)')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Number of keys to create for each owner')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--skip-existing', '--skip-existing', [CompletionResultType]::ParameterName, 'With --users: leave out users who have a key')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything without changing anything')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;show' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;explain' {
            [CompletionResult]::new('--dialog', '--dialog', [CompletionResultType]::ParameterName, 'The chat that the beta is used for')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'The agent that the beta is used for')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'The search that the beta is used for')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Judge stdin, byte by byte, as the value of an Authorization header')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;scan' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;delete' {
            [CompletionResult]::new('--rule', '--rule', [CompletionResultType]::ParameterName, 'Only keys that one of these audit rules reports, separated by commas')
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'Only keys that were created longer ago than this (90d, 1y)')
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Abort unless exactly N keys would change')
            [CompletionResult]::new('--undo-file', '--undo-file', [CompletionResultType]::ParameterName, 'Save the old and new rows for `undo` in this file [default: a new file in ~/.local/state/ragflowctl/undo or the platform''s equivalent]')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--weak', '--weak', [CompletionResultType]::ParameterName, 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'All keys of the owner')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'With --weak, --rule or --older-than: the keys of every tenant')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'With --weak, --rule or --older-than: the keys of every tenant')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done without changing anything')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;rm' {
            [CompletionResult]::new('--rule', '--rule', [CompletionResultType]::ParameterName, 'Only keys that one of these audit rules reports, separated by commas')
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'Only keys that were created longer ago than this (90d, 1y)')
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Abort unless exactly N keys would change')
            [CompletionResult]::new('--undo-file', '--undo-file', [CompletionResultType]::ParameterName, 'Save the old and new rows for `undo` in this file [default: a new file in ~/.local/state/ragflowctl/undo or the platform''s equivalent]')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--weak', '--weak', [CompletionResultType]::ParameterName, 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'All keys of the owner')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'With --weak, --rule or --older-than: the keys of every tenant')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'With --weak, --rule or --older-than: the keys of every tenant')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done without changing anything')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;rotate' {
            [CompletionResult]::new('--rule', '--rule', [CompletionResultType]::ParameterName, 'Only keys that one of these audit rules reports, separated by commas')
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'Only keys that were created longer ago than this (90d, 1y)')
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Abort unless exactly N keys would change')
            [CompletionResult]::new('--undo-file', '--undo-file', [CompletionResultType]::ParameterName, 'Save the old and new rows for `undo` in this file [default: a new file in ~/.local/state/ragflowctl/undo or the platform''s equivalent]')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--weak', '--weak', [CompletionResultType]::ParameterName, 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'All keys of the owner')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'With --weak, --rule or --older-than: the keys of every tenant')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'With --weak, --rule or --older-than: the keys of every tenant')
            [CompletionResult]::new('--keep-old', '--keep-old', [CompletionResultType]::ParameterName, 'Keep the old key and its beta; the new key gets its own beta')
            [CompletionResult]::new('--new-beta', '--new-beta', [CompletionResultType]::ParameterName, 'Always create a new beta (pages that embed the old one stop working)')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done without changing anything')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;import' {
            [CompletionResult]::new('--on-conflict', '--on-conflict', [CompletionResultType]::ParameterName, 'What to do if a row exists with different content')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Abort unless exactly N keys would change')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--include-orphans', '--include-orphans', [CompletionResultType]::ParameterName, 'Include orphans and ownerless keys')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done without changing anything')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;token;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the API keys of an owner, or of all tenants')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create an API key with its beta')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show everything known about one key: owner, form, age, what it is bound to')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain what each RAGFlow version does with a string, and why')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Find the live keys, betas and login tokens in logs, dumps and source code')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete API keys and their betas')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace API keys with new ones')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import keys from the output of list, delete or rotate')
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
        'ragflowctl;token;help;scan' {
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
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('backfill', 'backfill', [CompletionResultType]::ParameterValue, 'Create a beta for every key without one')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace betas; the API keys stay')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;beta;backfill' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Create at most N betas')
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Rows per transaction [default: adjusted automatically; on SQLite: 250000, or all rows if the indexes are rebuilt]')
            [CompletionResult]::new('--connections', '--connections', [CompletionResultType]::ParameterName, 'Number of writing connections; one more is used for reading [default: 2; on SQLite: 1]')
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'Start no new transaction after this much time (5m, 1h30m)')
            [CompletionResult]::new('--pause', '--pause', [CompletionResultType]::ParameterName, 'Pause between transactions (20ms); uses a single writing connection')
            [CompletionResult]::new('--lock-wait', '--lock-wait', [CompletionResultType]::ParameterName, 'How long to wait for another backfill of the same database')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show how many betas would be created without changing anything')
            [CompletionResult]::new('--include-ownerless', '--include-ownerless', [CompletionResultType]::ParameterName, 'Include ownerless keys and orphans')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;beta;rotate' {
            [CompletionResult]::new('--rule', '--rule', [CompletionResultType]::ParameterName, 'Only keys that one of these audit rules reports, separated by commas')
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'Only keys that were created longer ago than this (90d, 1y)')
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Abort unless exactly N keys would change')
            [CompletionResult]::new('--undo-file', '--undo-file', [CompletionResultType]::ParameterName, 'Save the old and new rows for `undo` in this file [default: a new file in ~/.local/state/ragflowctl/undo or the platform''s equivalent]')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--weak', '--weak', [CompletionResultType]::ParameterName, 'Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'All keys of the owner')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'With --weak, --rule or --older-than: the keys of every tenant')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'With --weak, --rule or --older-than: the keys of every tenant')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done without changing anything')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;beta;help' {
            [CompletionResult]::new('backfill', 'backfill', [CompletionResultType]::ParameterValue, 'Create a beta for every key without one')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace betas; the API keys stay')
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
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The owner''s e-mail address or user ID')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'The tenant''s ID')
            [CompletionResult]::new('--login-token', '--login-token', [CompletionResultType]::ParameterName, 'Read the value of a signed-in user''s Authorization header from stdin (-)')
            [CompletionResult]::new('--rule', '--rule', [CompletionResultType]::ParameterName, 'Check only these rules, separated by commas')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Skip these rules, separated by commas')
            [CompletionResult]::new('--min-severity', '--min-severity', [CompletionResultType]::ParameterName, 'Report only findings of this severity or higher')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Exit with status 7 if there is a finding of this severity or higher')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'Report keys that are older than this (90d, 1y)')
            [CompletionResult]::new('--max-keys', '--max-keys', [CompletionResultType]::ParameterName, 'Report tenants with more keys than this')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Describe a rule in detail (no database needed)')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'All tenants, including orphans (default)')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All tenants, including orphans (default)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;undo' {
            [CompletionResult]::new('--forget', '--forget', [CompletionResultType]::ParameterName, 'Delete this undo file; its change can no longer be undone')
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'Delete all undo files of this account that are older than this (30d)')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Abort unless exactly N keys would change')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'Use the newest unused undo file of this database')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the undo files of this account, the newest first')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Use the file even if it belongs to another database')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask for confirmation (required without a terminal)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done without changing anything')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;db' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check that the database is reachable, belongs to RAGFlow, and is supported')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create a local SQLite database')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;db;check' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;db;init' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Add the sample data of `demo:`')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be created without changing anything')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;db;help' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check that the database is reachable, belongs to RAGFlow, and is supported')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create a local SQLite database')
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
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting and where it came from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the config file, whether or not it exists')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create a profile interactively and test the connection')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;config;show' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;config;path' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;config;init' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Ask and test, but write nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;config;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting and where it came from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the config file, whether or not it exists')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create a profile interactively and test the connection')
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
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;man' {
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--database', '--database', [CompletionResultType]::ParameterName, 'Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME, postgres://USER@HOST:PORT/NAME, or demo:')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the config file')
            [CompletionResult]::new('--ragflow', '--ragflow', [CompletionResultType]::ParameterName, 'Use the database of the RAGFlow deployment in this directory')
            [CompletionResult]::new('--ragflow-source', '--ragflow-source', [CompletionResultType]::ParameterName, 'Which settings to use if conf/ and docker/ differ')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the database''s password from this file')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Connection timeout (0s: no limit) [default: 10s]')
            [CompletionResult]::new('--statement-timeout', '--statement-timeout', [CompletionResultType]::ParameterName, 'Maximum time for one SQL statement (0s: no limit) [default: 0s]')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How long to wait for a lock held by another session [default: 5s]')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: table]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Fields to print, in this order, separated by commas')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'Print only this field: one value per line, without a header')
            [CompletionResult]::new('--change-log', '--change-log', [CompletionResultType]::ParameterName, 'Record every change in this file, one line of JSON per change [default: changes.jsonl in ~/.local/state/ragflowctl or the platform''s equivalent]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --output json')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Print no header line (table, wide, csv, tsv)')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show keys and betas in full, also in tables')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors and the data a script needs')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show where each setting came from and which database is used')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Read-only session, enforced by the database')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ragflowctl;help' {
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'List, create, inspect, replace and delete API keys')
            [CompletionResult]::new('beta', 'beta', [CompletionResultType]::ParameterValue, 'Fill in missing betas, and replace betas')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Find guessable, shared, orphaned and old keys, and missing betas')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Restore what a delete or rotate changed')
            [CompletionResult]::new('db', 'db', [CompletionResultType]::ParameterValue, 'Check the database, or create the embedded one')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings, or create a profile')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page, or write one for every command into a directory')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ragflowctl;help;token' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the API keys of an owner, or of all tenants')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create an API key with its beta')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show everything known about one key: owner, form, age, what it is bound to')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain what each RAGFlow version does with a string, and why')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Find the live keys, betas and login tokens in logs, dumps and source code')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete API keys and their betas')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace API keys with new ones')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import keys from the output of list, delete or rotate')
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
        'ragflowctl;help;token;scan' {
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
            [CompletionResult]::new('backfill', 'backfill', [CompletionResultType]::ParameterValue, 'Create a beta for every key without one')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace betas; the API keys stay')
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
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check that the database is reachable, belongs to RAGFlow, and is supported')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create a local SQLite database')
            break
        }
        'ragflowctl;help;db;check' {
            break
        }
        'ragflowctl;help;db;init' {
            break
        }
        'ragflowctl;help;config' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting and where it came from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the config file, whether or not it exists')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create a profile interactively and test the connection')
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

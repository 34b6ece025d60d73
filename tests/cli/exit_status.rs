//! The exit status and the envelope's code of every kind of error.

use crate::error_shape::assert_one_error_line;
use crate::fixture::{ADA, AGENT, BEN, DIALOG, FOREIGN_DIALOG, File, ORPHAN, envelope};

#[test]
fn every_exit_status_and_its_code() {
    let demo = File::demo();
    let nowhere = File::missing();
    let empty = File::with_content(b"");
    let twins = File::demo_after("UPDATE \"user\" SET email = 'x@example.com'");
    let locked = File::demo();
    let holder = rusqlite::Connection::open(locked.path()).expect("the file opens");
    holder.execute_batch("BEGIN EXCLUSIVE").expect("the lock");
    for (file, args, status, code) in [
        (&demo, "token list --all", 0, 0),
        (&demo, "beta backfill", 0, 0),
        (&demo, "beta backfill", 0, 0),
        (&demo, "db check", 0, 0),
        (&demo, "db init", 1, 409),
        (&twins, "token list -u x@example.com", 1, 409),
        (&demo, "man /nowhere/at/all", 1, 500),
        (&demo, "token list --nonsense", 2, 400),
        (&demo, "token list", 2, 400),
        (&demo, "token list -u nobody", 3, 404),
        (&demo, "token list -t nowhere", 3, 404),
        (&demo, "token list -u gus@example.com", 3, 404),
        (&demo, "token create -u ADA --dialog none", 3, 404),
        (&demo, "token create -t ORPHAN", 3, 404),
        (&demo, "token create -u ADA --dialog BENS", 4, 403),
        (&demo, "token create -u BEN --dialog DIALOG", 4, 403),
        (&demo, "token create -u BEN --agent AGENT", 4, 403),
        (&demo, "token create -u ADA --read-only", 4, 403),
        (&demo, "beta backfill --read-only", 4, 403),
        (&nowhere, "db init --read-only", 4, 403),
        (&nowhere, "token list --all", 5, 500),
        (&locked, "token list --all --lock-timeout 0s", 5, 500),
        (&locked, "token create -u ADA --lock-timeout 0s", 5, 500),
        (&locked, "beta backfill --lock-timeout 0s", 5, 500),
        (&empty, "token list --all", 6, 500),
        (&empty, "db check", 6, 500),
    ] {
        let args: Vec<&str> = args
            .split(' ')
            .map(|word| match word {
                "ADA" => ADA,
                "BEN" => BEN,
                "ORPHAN" => ORPHAN,
                "DIALOG" => DIALOG,
                "BENS" => FOREIGN_DIALOG,
                "AGENT" => AGENT,
                word => word,
            })
            .collect();
        let ran = file.run(args.iter().copied().chain(["--json"]));
        assert_eq!(ran.status, status, "{args:?}: {}", ran.stderr);
        let envelope = envelope(&ran);
        assert_eq!(envelope["code"], code, "{args:?}");
        assert_eq!(envelope["data"] == false, code != 0, "{args:?}");
        assert_eq!(ran.stderr.contains("error: "), code != 0, "{args:?}");
        if status != 0 {
            assert_one_error_line(&ran);
        }
    }
}

bare() { # ENGINE ROWS
    
    local strip="UPDATE api_token SET beta = CASE WHEN create_time % 2000 = 0 THEN NULL ELSE '' END"
    case $1 in
    sqlite)
        if [[ ! -e $dir/bare_$2.db ]]; then
            cp "$dir/keys_$2.db" "$dir/bare_$2.db"
            sqlite3 "$dir/bare_$2.db" "PRAGMA synchronous = OFF; $strip; VACUUM"
        fi
        rm -f "$dir"/work.db*
        cp "$dir/bare_$2.db" "$dir/work.db"
        sync "$dir/work.db"
        ;;
    mariadb)
        # `CREATE TABLE … LIKE` keeps the indexes.
        my -e "DROP DATABASE IF EXISTS work; CREATE DATABASE work"
        local table
        for table in $(my -BN -e "SELECT table_name FROM information_schema.tables WHERE table_schema = 'keys_$2'"); do
            my work -e "CREATE TABLE \`$table\` LIKE keys_$2.\`$table\`; INSERT INTO \`$table\` SELECT * FROM keys_$2.\`$table\`"
        done
        my work -e "$strip"
        my work -e 'ANALYZE TABLE api_token, user, user_tenant' >/dev/null
        # Let the page cleaner and the purge come to rest.
        my -e 'SET GLOBAL innodb_max_dirty_pages_pct = 0'
        sleep "$(((${2} / 100000) + 1))"
        my -e 'SET GLOBAL innodb_max_dirty_pages_pct = 90'
        ;;
    postgres)
        if [[ -z $(pg -At -c "SELECT 1 FROM pg_database WHERE datname = 'bare_$2'") ]]; then
            pg -c "CREATE DATABASE bare_$2 TEMPLATE keys_$2"
            pg -d "bare_$2" -c "${strip/UPDATE /UPDATE public.}" -c 'VACUUM FULL ANALYZE'
        fi
        pg -c 'DROP DATABASE IF EXISTS work' -c "CREATE DATABASE work TEMPLATE bare_$2 STRATEGY file_copy" -c CHECKPOINT
        ;;
    esac
}

"""Creates missing betas as RAGFlow's endpoint does: same ORM (peewee), pool and loop.

    endpoint.py LOG GROUP LIMIT SCALE DATABASE ROWS

Reads the keys of a tenant and writes each key that has no beta back with all its
columns, in its own transaction. Stops after ROWS keys, multiplies the time by SCALE
and appends a line to LOG, in the format of `engines measure`. Measures the loop
only, not the start of Python.
"""

import base64
import datetime
import resource
import sys
import time
import uuid

from peewee import BigIntegerField, CharField, CompositeKey, DateTimeField, Model, SqliteDatabase
from playhouse.pool import PooledMySQLDatabase, PooledPostgresqlDatabase


def database(address):
    engine, rest = address.split(":", 1)
    if engine == "sqlite":
        return SqliteDatabase(rest)
    socket, name = rest.rsplit("/", 1)
    if engine == "mysql":
        return PooledMySQLDatabase(name, user="root", unix_socket=socket, stale_timeout=30)
    return PooledPostgresqlDatabase(name, user="postgres", host=socket, stale_timeout=30)


def main(log, group, limit, scale, address, rows):
    db = database(address)

    class APIToken(Model):
        create_time = BigIntegerField(null=True)
        create_date = DateTimeField(null=True)
        update_time = BigIntegerField(null=True)
        update_date = DateTimeField(null=True)
        tenant_id = CharField()
        token = CharField()
        dialog_id = CharField(null=True)
        source = CharField(null=True)
        beta = CharField(null=True)

        class Meta:
            database = db
            table_name = "api_token"
            primary_key = CompositeKey("tenant_id", "token")

    # Like RAGFlow's service methods: each call takes a connection from the pool.
    @db.connection_context()
    def query(tenant_id):
        return list(APIToken.select().where(APIToken.tenant_id == tenant_id))

    @db.connection_context()
    def filter_update(key, values):
        now = datetime.datetime.now().replace(microsecond=0)
        values["update_time"] = int(time.time() * 1000)
        values["update_date"] = now
        where = (APIToken.tenant_id == key.tenant_id) & (APIToken.token == key.token)
        APIToken.update(values).where(where).execute()

    lacks = APIToken.beta.is_null() | (APIToken.beta == "")
    tenants = APIToken.select(APIToken.tenant_id).where(lacks).limit(rows)
    with db.connection_context():
        tenants = list(dict.fromkeys(key.tenant_id for key in tenants))
    done = 0
    began = time.perf_counter()
    for tenant in tenants:
        for key in query(tenant):
            if key.beta or done == rows:
                continue
            values = dict(key.__data__)
            values["beta"] = base64.urlsafe_b64encode(uuid.uuid4().bytes * 2)[:32].decode()
            filter_update(key, values)
            done += 1
    seconds = (time.perf_counter() - began) * scale
    assert done == rows, f"{done} rows"
    kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with open(log, "a", encoding="utf-8") as lines:
        print(group, "RAGFlow's own loop", limit, seconds, kib, sep="\t", file=lines)


if __name__ == "__main__":
    log, group, limit, scale, address, rows = sys.argv[1:]
    main(log, group, limit, int(scale), address, int(rows))

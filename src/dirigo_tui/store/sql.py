"""SQLAlchemy over the one connection that is already open and keyed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event


def engine_on(connection: Any) -> Engine:
    """An engine whose every connection is the given driver connection.

    Transactions begin ``IMMEDIATE``: a deferred one that turns to writing answers *database is
    locked* at once, whatever the busy timeout. ``module=`` makes the driver's errors arrive as
    SQLAlchemy's; ``hide_parameters`` keeps personal data out of their texts.
    """
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin_immediate(sql: Connection) -> None:
        sql.exec_driver_sql("BEGIN IMMEDIATE")

    return engine

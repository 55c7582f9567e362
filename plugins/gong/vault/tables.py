"""The tables of users' accounts. They are ours, not Airflow's: no task can read them through its API."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads annotations at run time

from airflow.utils.sqlalchemy import UtcDateTime
from sqlalchemy import DateTime, String, Text, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Their metadata, apart from Airflow's."""


class AccountRow(Base):
    """One user's Gong account.

    ``sealed`` is encrypted: the key and its secret, or the two tokens. ``version`` is another one after every
    change of them, so that who read an older one can tell. ``renewing_since`` is set before a refresh token
    is sent, and cleared with what came of it. ``problem`` says why the account has to be connected anew.
    """

    __tablename__ = "gong_account"

    conn_id: Mapped[str] = mapped_column(String(250), primary_key=True)
    owner: Mapped[str] = mapped_column(String(512))
    method: Mapped[str] = mapped_column(String(16))
    host: Mapped[str] = mapped_column(String(512))
    hint: Mapped[str | None] = mapped_column(String(8))
    sealed: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(String(32))
    scopes: Mapped[str | None] = mapped_column(Text)
    connected_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    renewing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    problem: Mapped[str | None] = mapped_column(Text)
    problem_since: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RenewalRow(Base):
    """What is locked, with `FOR UPDATE`, while an account is renewed.

    It is not the account's own row, which is written and committed meanwhile.
    """

    __tablename__ = "gong_renewal"

    conn_id: Mapped[str] = mapped_column(String(250), primary_key=True)


class StateRow(Base):
    """A consent that was asked for; it is deleted when the browser comes back, so that happens once.

    ``asked_at`` is the database's time: one clock for all API servers.
    """

    __tablename__ = "gong_oauth_state"

    nonce: Mapped[str] = mapped_column(String(64), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

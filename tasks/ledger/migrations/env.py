"""Runs the migrations on the connection that ``tasks.ledger.engine`` hands over."""

from alembic import context

from tasks.ledger.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()

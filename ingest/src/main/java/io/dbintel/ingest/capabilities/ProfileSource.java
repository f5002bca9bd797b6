package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;

/** Asks a server about itself. */
interface ProfileSource {
  /** The server of the session. */
  ProfileSource SERVER =
      new ProfileSource() {
        @Override
        public ProfileReading read(Session session) throws PollFailure {
          return session.roundTrip(Step.DISCOVER, ProfileQuery::run);
        }

        @Override
        public ServerIdentity identity(Session session) throws PollFailure {
          return session.roundTrip(Step.DISCOVER, ServerIdentity::read);
        }
      };

  ProfileReading read(Session session) throws PollFailure;

  ServerIdentity identity(Session session) throws PollFailure;
}

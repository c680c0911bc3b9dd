package dev.perennial.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.refunds.Since;
import dev.perennial.runtime.transaction.Transactor;
import org.jspecify.annotations.Nullable;

/** What became of something that is recorded once, whichever door it came by. */
public sealed interface Recording {
  /** Recorded now. */
  record Done(Receipt receipt) implements Recording {}

  /**
   * Recorded before, with the same content.
   *
   * @param receipt the first answer
   * @param since what became of it later, null when that still holds
   */
  record Again(Receipt receipt, @Nullable Since since) implements Recording {
    /** The first answer still holds. */
    public Again(Receipt receipt) {
      this(receipt, null);
    }
  }

  /** Recorded, now or before, and waiting for what it belongs to. */
  record Waiting() implements Recording {}

  /** Not recorded, and why. */
  record Refused(Problem problem) implements Recording {}

  /** What a transactor made of it. */
  static Recording of(Transactor.Outcome<Recording> outcome) {
    return switch (outcome) {
      case Transactor.Outcome.Answered<Recording>(var recording) -> recording;
      case Transactor.Outcome.Busy<Recording> _ -> new Refused(Problem.busy());
    };
  }

  /**
   * As an answer: 201 when recorded, 200 for the same again, 202 while it waits, else the problem.
   *
   * @param ids what the answer begins with
   */
  default APIGatewayV2HTTPResponse answer(ObjectNode ids) {
    return switch (this) {
      case Done done -> Http.json(201, Receipts.put(ids, done.receipt()));
      case Again again -> Http.json(200, tell(again.since(), Receipts.put(ids, again.receipt())));
      case Waiting _ -> Http.json(202, ids.put("waiting", true));
      case Refused refused -> Http.problem(refused.problem());
    };
  }

  private static ObjectNode tell(@Nullable Since since, ObjectNode body) {
    if (since != null) {
      var told = body.putObject("since").put("cancelled", since.cancelled());
      told.put("refunded", since.refunded() > 0);
      if (since.revision() > 0) {
        told.put("revision", since.revision());
      }
    }
    return body;
  }
}

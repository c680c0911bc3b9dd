package dev.perennial.laptop.cost;

/**
 * AWS's list prices in us-east-1, November 2026, without any free tier. Lambda on arm64; SES for
 * accounts made since 2026-07-21.
 */
public enum Price {
  API_CALLS("HTTP API calls", 1.00),
  FUNCTION_CALLS("Lambda calls", 0.20),
  GB_SECONDS("Lambda GB-seconds", 13.3334),
  WRITE_UNITS("DynamoDB write units", 0.625),
  READ_UNITS("DynamoDB read units", 0.125),
  EVENTS("events on the bus", 1.00),
  QUEUE_CALLS("SQS calls", 0.40),
  TICKS("Scheduler calls", 1.00),
  MAILS("SES mails", 160.00),
  LOG_BYTES("bytes of logs", 0.0005),
  STORED_BYTES("bytes kept a month", 0.00025),
  RECOVERY_BYTES("bytes recoverable", 0.0002);

  private final String counted;
  private final double usdAMillion;

  Price(String counted, double usdAMillion) {
    this.counted = counted;
    this.usdAMillion = usdAMillion;
  }

  /** What is counted, in words. */
  public String counted() {
    return counted;
  }

  /** USD for a million of them. */
  public double usdAMillion() {
    return usdAMillion;
  }
}

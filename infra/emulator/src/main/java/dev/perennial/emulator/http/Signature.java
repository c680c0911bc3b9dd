package dev.perennial.emulator.http;

import dev.perennial.emulator.stack.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks AWS Signature Version 4 of a request against one key, as IAM does for an HTTP API. */
final class Signature {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request,\\s*"
              + "SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** How far a caller's clock may be from ours, as on AWS. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final String accessKey;
  private final String secretKey;
  private final InstantSource clock;

  /**
   * @param clock the caller's clock is compared with: real time, whatever the stack's own says
   */
  Signature(String accessKey, String secretKey, InstantSource clock) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.clock = clock;
  }

  private static boolean isOf(String stamp, Instant now) {
    try {
      var at = STAMP.parse(stamp, Instant::from);
      return Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  boolean signs(HttpCall call) {
    var given = AUTHORIZATION.matcher(call.header("authorization"));
    if (!given.matches()
        || !given.group(1).equals(accessKey)
        || !given.group(4).equals(call.service())
        || !isOf(call.header("x-amz-date"), clock.instant())) {
      return false;
    }
    var date = given.group(2);
    var scope = "%s/%s/%s/aws4_request".formatted(date, given.group(3), given.group(4));
    var names = List.of(given.group(5).split(";", -1));
    if (!names.contains("host") || !call.header("x-amz-date").startsWith(date)) {
      return false;
    }
    var toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            call.header("x-amz-date"),
            scope,
            hash(canonical(call, names).getBytes(StandardCharsets.UTF_8)));
    var key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (var part : scope.split("/", -1)) {
      key = mac(key, part);
    }
    var right = HexFormat.of().formatHex(mac(key, toSign));
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), given.group(6).getBytes(StandardCharsets.UTF_8));
  }

  private static String canonical(HttpCall call, List<String> names) {
    var headers =
        names.stream()
            .map(name -> name + ":" + call.header(name).strip().replaceAll(" +", " ") + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        call.method(),
        // Outside S3 the path as sent is encoded once more.
        Arrays.stream(call.rawPath().split("/", -1))
            .map(HttpCall::encoded)
            .collect(Collectors.joining("/")),
        query(call.rawQuery()),
        headers,
        String.join(";", names),
        hash(call.body().asByteArrayUnsafe()));
  }

  private static String query(String raw) {
    return Arrays.stream(raw.split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.contains("=") ? pair : pair + "=")
        .map(
            pair ->
                Arrays.stream(pair.split("=", 2))
                    .map(part -> HttpCall.encoded(URLDecoder.decode(part, StandardCharsets.UTF_8)))
                    .collect(Collectors.joining("=")))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String hash(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).toLowerCase(Locale.ROOT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

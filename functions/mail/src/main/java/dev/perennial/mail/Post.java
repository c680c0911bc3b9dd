package dev.perennial.mail;

import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Log;
import dev.perennial.runtime.links.MailTags;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.RawMessage;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;

/** Hands one mail to SES, once: the client's own retries are off, since SES can't tell a repeat. */
final class Post {
  private static final int CLIENT_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;

  private final SesClient ses;
  private final String configurationSet;
  private final Log log;

  Post(Cloud cloud) {
    ses = cloud.client(SesClient.class, Cloud.Retries.NONE);
    configurationSet = cloud.env("CONFIGURATION_SET");
    log = Log.in(cloud);
  }

  /** What became of the call. */
  enum Outcome {
    /** SES has the mail. */
    ACCEPTED,
    /** SES surely does not have it. */
    REFUSED,
    /** Nobody knows. */
    UNKNOWN
  }

  Outcome send(SdkBytes mime, String from, String to, MailTags tags) {
    try {
      ses.sendRawEmail(
          SendRawEmailRequest.builder()
              .source(from)
              .destinations(to)
              .configurationSetName(configurationSet)
              .tags(tag(MailTags.CUSTOMER, tags.customer()), tag(MailTags.SEND, tags.send()))
              .rawMessage(RawMessage.builder().data(mime).build())
              .build());
      return Outcome.ACCEPTED;
    } catch (SesException e) {
      // its code alone: its message quotes addresses; it tells a sender that is not verified from a
      // role that may not send
      var details = e.awsErrorDetails();
      var code = details == null ? "" : details.errorCode();
      log.warn(
          "SES refuses a mail", Map.of("status", Integer.toString(e.statusCode()), "code", code));
      // an answer of the 400s says that the call was not carried out, throttling included
      return e.statusCode() >= CLIENT_ERRORS && e.statusCode() < SERVER_ERRORS
          ? Outcome.REFUSED
          : Outcome.UNKNOWN;
    } catch (SdkException e) {
      return neverLeft(e) ? Outcome.REFUSED : Outcome.UNKNOWN;
    }
  }

  private static boolean neverLeft(Throwable e) {
    for (var cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private static MessageTag tag(String name, String value) {
    return MessageTag.builder().name(name).value(value).build();
  }
}

package dev.perennial.mail;

import dev.perennial.runtime.links.MailLink;
import dev.perennial.runtime.links.SignedLinks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leads a mail's links through the page that counts who follows them. */
final class CountedLinks {
  private static final Pattern LINK = Pattern.compile("(<a(?:\\s[^>]*?)?\\shref=\")([^\"]*)(?=\")");

  /** In bytes: longer ones would come to a token beyond what {@link SignedLinks} reads. */
  private static final int LONGEST = 2000;

  /** What an attribute may say in words or numbers for a character, beside those that we read. */
  private static final Pattern ENTITY = Pattern.compile("&#|&[A-Za-z][A-Za-z0-9]*;");

  private static final Map<String, String> CHARACTERS =
      Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#39;", "'", "&#x27;", "'", "&amp;", "&");

  private static final Pattern READ = Pattern.compile(String.join("|", CHARACTERS.keySet()));

  private final String baseUrl;
  private final SignedLinks links;

  /**
   * @param baseUrl where our own pages are; links to them stay as they are
   */
  CountedLinks(String baseUrl, SignedLinks links) {
    this.baseUrl = baseUrl;
    this.links = links;
  }

  /** The mail's HTML with its links led through our page. */
  String in(String html, String customerId, String sendId) {
    var out = new StringBuilder(html.length() + 2_000);
    var found = LINK.matcher(html);
    int number = 0;
    while (found.find()) {
      var counted = found.group(2);
      var url = unescaped(counted);
      if (leadsAway(url) && !ENTITY.matcher(without(counted)).find()) {
        var link = new MailLink(customerId, sendId, ++number, url);
        counted = baseUrl + MailLink.PATH + "?t=" + link.token(links);
      }
      found.appendReplacement(out, "$1");
      out.append(counted);
    }
    return found.appendTail(out).toString();
  }

  private boolean leadsAway(String url) {
    if (url.getBytes(StandardCharsets.UTF_8).length > LONGEST
        || !(url.startsWith("https://") || url.startsWith("http://"))
        || url.startsWith(baseUrl + "/p/")) {
      return false;
    }
    try {
      return URI.create(url).getHost() != null;
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  /** A quoted attribute as templates write it; an ampersand may stand as it is. */
  private static String unescaped(String attribute) {
    return READ.matcher(attribute)
        .replaceAll(
            entity -> Matcher.quoteReplacement(CHARACTERS.getOrDefault(entity.group(), "")));
  }

  /** What is left of an attribute when all that we read is taken out. */
  private static String without(String attribute) {
    return READ.matcher(attribute).replaceAll("");
  }
}

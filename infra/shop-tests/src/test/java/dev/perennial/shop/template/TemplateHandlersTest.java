package dev.perennial.shop.template;

import static dev.perennial.shop.template.TemplateText.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;

/** The template's functions and the project's handlers are the same set, and fit each other. */
final class TemplateHandlersTest {
  private static final long ZIP_BYTES = 12_000_000;

  private final TemplateText template = new TemplateText();

  @Test
  void everyHandlerOfTheTemplateCanBeMadeByLambda() {
    each(
        template.functions(),
        (id, function) -> {
          var handler = handler(function);
          assertTrue(isHandler(handler), id + ": " + handler + " is no handler");
          assertNotNull(handler.getConstructor(), id);
        });
  }

  @Test
  void everyHandlerOfTheProjectIsInTheTemplate() throws ClassNotFoundException {
    var written = new TreeSet<String>();
    for (var source : Project.files("functions")) {
      var path = source.toString().replace('\\', '/');
      var main = path.indexOf("/src/main/java/");
      if (main >= 0 && path.endsWith(".java")) {
        var name =
            path.substring(main + "/src/main/java/".length(), path.length() - ".java".length());
        var type = Class.forName(name.replace('/', '.'), false, getClass().getClassLoader());
        if (isHandler(type)) {
          written.add(type.getName());
          var rehearses = "LambdaCloud.primed(" + type.getSimpleName() + ".class)";
          assertTrue(Project.text(source).contains(rehearses), type + " does not rehearse");
        }
      }
    }
    var declared = new TreeSet<String>();
    template
        .functions()
        .values()
        .forEach(function -> declared.add(function.path("Handler").asText()));
    assertEquals(written, declared);
  }

  @Test
  void everyFunctionIsTheZipOfItsRoom() {
    each(
        template.functions(),
        (id, function) -> {
          var code = function.path("CodeUri").asText();
          assertTrue(code.matches("functions/[a-z]+/target/function[.]zip"), id + ": " + code);
          var room = code.split("/", -1)[1];
          assertTrue(
              Project.text(Path.of("pom.xml")).contains("<module>functions/" + room + "</module>"),
              id + ": " + room + " is no module");
          var handler = function.path("Handler").asText();
          assertTrue(
              handler.startsWith("dev.perennial." + room + "."),
              id + ": " + handler + " is not in " + room);
        });
  }

  /** Judges the zips of this build; one that an earlier build left behind is none of it. */
  @Test
  void everyZipHoldsItsHandlerAndIsSmall() {
    each(
        template.functions(),
        (id, function) -> {
          var zip = Project.TOP.resolve(function.path("CodeUri").asText());
          var handler = function.path("Handler").asText().replace('.', '/') + ".class";
          if (isYounger(zip, zip.resolveSibling("classes").resolve(handler))) {
            assertTrue(Files.size(zip) <= ZIP_BYTES, zip + " has " + Files.size(zip) + " bytes");
            try (var entries = new ZipFile(zip.toFile())) {
              assertNotNull(entries.getEntry(handler), zip + " lacks " + handler);
            }
          }
        });
  }

  private static boolean isYounger(Path file, Path than) throws IOException {
    return Files.exists(file)
        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
  }

  @Test
  void everyFunctionIsToldExactlyWhatItAsksFor() {
    each(
        template.functions(),
        (id, function) -> {
          var told = new TreeSet<String>();
          function.at("/Environment/Variables").fieldNames().forEachRemaining(told::add);
          var asking = new AskingCloud();
          handler(function).getConstructor(Cloud.class).newInstance(asking);
          assertEquals(
              told, asking.asked, id + ": told by Environment, and asked for as it starts");
        });
  }

  private static Class<?> handler(JsonNode function) throws ClassNotFoundException {
    return Class.forName(function.path("Handler").asText());
  }

  private static boolean isHandler(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers())
        && (RequestHandler.class.isAssignableFrom(type)
            || RequestStreamHandler.class.isAssignableFrom(type));
  }

  /** Notes the settings asked for; its clients lead nowhere. */
  private static final class AskingCloud implements Cloud {
    private final Set<String> asked = new TreeSet<>();

    @Override
    public String env(String name) {
      asked.add(name);
      return switch (name) {
        case "SCAN_PARTS", "MAIL_VISIBILITY_SECONDS" -> "8";
        case "SENDER" -> "shop@example.com";
        case "POSTAL_ADDRESS" -> "1 High Street, Anytown";
        default -> "https://localhost/" + name;
      };
    }

    @Override
    public Clock clock() {
      return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    }

    @Override
    public <C extends SdkClient> C client(Class<C> type, Retries retries) {
      try {
        var builder = (AwsClientBuilder<?, ?>) type.getMethod("builder").invoke(null);
        builder
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .endpointOverride(URI.create("http://127.0.0.1:1"));
        return type.cast(builder.build());
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(type + " is no client of the SDK", e);
      }
    }
  }
}

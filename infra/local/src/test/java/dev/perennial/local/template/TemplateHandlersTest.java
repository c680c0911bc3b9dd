package dev.perennial.local.template;

import static dev.perennial.local.template.TemplateText.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.perennial.doors.Cloud;
import dev.perennial.local.Project;
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
  private static final long ZIP_BYTES = 12L * 1024 * 1024;

  private final TemplateText template = new TemplateText();

  @Test
  void everyHandlerOfTheTemplateCanBeMadeByLambda() {
    each(
        template.functions(),
        (id, function) -> {
          var handler = handler(function);
          assertTrue(
              RequestHandler.class.isAssignableFrom(handler)
                  || RequestStreamHandler.class.isAssignableFrom(handler),
              id + ": " + handler + " is no handler");
          assertNotNull(handler.getConstructor(), id);
        });
  }

  @Test
  void everyHandlerOfTheProjectIsInTheTemplate() {
    var written = new TreeSet<String>();
    for (var type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.perennial")) {
      if (isHandler(type)) {
        written.add(type.getName());
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

  /** Judges the zips that are there: {@code make test} and {@code make build} make them all. */
  @Test
  void everyZipHoldsItsHandlerAndIsSmall() {
    each(
        template.functions(),
        (id, function) -> {
          var zip = Project.TOP.resolve(function.path("CodeUri").asText());
          if (Files.exists(zip)) {
            assertTrue(Files.size(zip) <= ZIP_BYTES, zip + " has " + Files.size(zip) + " bytes");
            try (var entries = new ZipFile(zip.toFile())) {
              var entry = function.path("Handler").asText().replace('.', '/') + ".class";
              assertNotNull(entries.getEntry(entry), zip + " lacks " + entry);
            }
          }
        });
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

  private static boolean isHandler(JavaClass type) {
    return !type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
        && !type.isInterface()
        && (type.isAssignableTo(RequestHandler.class)
            || type.isAssignableTo(RequestStreamHandler.class));
  }

  /** Notes the settings asked for; its clients lead nowhere. */
  private static final class AskingCloud implements Cloud {
    private final Set<String> asked = new TreeSet<>();

    @Override
    public String env(String name) {
      asked.add(name);
      return switch (name) {
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

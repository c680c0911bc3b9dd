package dev.perennial.shop.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Picks what the suite runs against: {@code AWS_ENDPOINT_URL} when it is set, LocalStack in a
 * container where Docker runs; otherwise the tests are skipped, or fail when {@code
 * PERENNIAL_REQUIRE_ENDPOINT=1}.
 */
final class Endpoint implements BeforeAllCallback, AfterAllCallback {
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private @Nullable Surroundings surroundings;

  @Override
  public void beforeAll(ExtensionContext context) {
    surroundings = new EndpointSurroundings(endpoint(context));
  }

  Surroundings surroundings() {
    return Objects.requireNonNull(surroundings);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (surroundings != null) {
      surroundings.close();
    }
  }

  private static URI endpoint(ExtensionContext context) {
    var url = System.getenv("AWS_ENDPOINT_URL");
    if (url != null && !url.isEmpty()) {
      return URI.create(url);
    }
    if (DockerClientFactory.instance().isDockerAvailable()) {
      // one container for all classes; the store closes it at the end
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(Container.class, _ -> new Container(), Container.class)
          .localStack
          .getEndpoint();
    }
    var what = "neither AWS_ENDPOINT_URL is set nor does Docker run";
    if ("1".equals(System.getenv("PERENNIAL_REQUIRE_ENDPOINT"))) {
      throw new IllegalStateException(what + ", and PERENNIAL_REQUIRE_ENDPOINT asks for one");
    }
    return abort(what);
  }

  private static final class Container implements AutoCloseable {
    private final LocalStackContainer localStack = new LocalStackContainer(IMAGE);

    Container() {
      localStack.start();
    }

    @Override
    public void close() {
      localStack.stop();
    }
  }
}

package dev.perennial.emulator.template;

import dev.perennial.emulator.template.Template.Access;
import dev.perennial.emulator.template.Template.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads routes that are resources of their own, as staff's are: {@code AWS::ApiGatewayV2::Route} to
 * an integration with a function. Their API has a stage with a name, which the paths begin with.
 */
final class StaffRoutes {
  private static final String INTEGRATION = "integrations/";

  private final Intrinsics intrinsics;
  private final Resources resources;

  StaffRoutes(Intrinsics intrinsics) {
    this.intrinsics = intrinsics;
    this.resources = intrinsics.resources();
  }

  List<Route> read() {
    var routes = new ArrayList<Route>();
    for (var route : resources.ofType(Resources.ROUTE).entrySet()) {
      routes.add(route(route.getKey(), route.getValue()));
    }
    return routes;
  }

  private Route route(String id, Yaml resource) {
    var key = text(resource, "RouteKey").split(" ", 2);
    if (key.length != 2) {
      throw resource.fail(id + " needs a RouteKey such as GET /customers/{customerId}");
    }
    return new Route(
        function(id, resource), key[0], stage(id, resource) + key[1], access(id, resource));
  }

  private String function(String id, Yaml route) {
    var target = text(route, "Target");
    for (var integration : resources.ofType(Resources.INTEGRATION).entrySet()) {
      if (target.equals(INTEGRATION + resources.ref(route, integration.getKey()))) {
        var name = text(integration.getValue(), "IntegrationUri");
        for (var function : resources.ofType(Resources.FUNCTION).keySet()) {
          if (name.equals(resources.ref(route, function + ".Alias"))) {
            return function;
          }
        }
      }
    }
    throw route.fail(id + ": " + target + " leads to no function of this template");
  }

  private String stage(String id, Yaml route) {
    var api = text(route, "ApiId");
    for (var stage : resources.ofType(Resources.STAGE).values()) {
      if (text(stage, "ApiId").equals(api)) {
        return "/" + text(stage, "StageName");
      }
    }
    throw route.fail(id + ": its API has no stage");
  }

  private Access access(String id, Yaml route) {
    var type = resources.property(route, "AuthorizationType");
    return switch (type == null ? "NONE" : intrinsics.text(type)) {
      case "NONE" -> Access.OPEN;
      case "AWS_IAM" -> Access.IAM;
      case "JWT" -> Access.TOKEN;
      default -> throw route.fail(id + ": the laptop stack does not know this AuthorizationType");
    };
  }

  private String text(Yaml resource, String name) {
    var value = resources.property(resource, name);
    if (value == null) {
      throw resource.fail(name + " is needed here");
    }
    return intrinsics.text(value);
  }
}

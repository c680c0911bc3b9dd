package dev.perennial.emulator.stack;

import software.amazon.awssdk.core.SdkRequest;

/**
 * One call of a handler to AWS.
 *
 * @param function logical id of the function that calls
 * @param service the client's interface, such as {@code DynamoDbClient}
 * @param operation such as {@code transactWriteItems}
 */
public record AwsCall(String function, String service, String operation, SdkRequest request) {}

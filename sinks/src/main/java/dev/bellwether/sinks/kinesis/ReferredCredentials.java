// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import dev.bellwether.clients.aws.AccessKeys;
import java.util.Properties;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.auth.credentials.AwsCredentials;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Credentials that the connector makes by the name of this class, on the task manager, from
 * properties that hold references only. Public, with this constructor, because it does so.
 */
public final class ReferredCredentials implements AwsCredentialsProvider {

    private final AccessKeys keys;

    /**
     * @throws dev.bellwether.clients.secrets.SecretUnavailableException if the keys cannot be read:
     *     at the start of the job, where it is seen, and not with the first request, which the
     *     connector would repeat for ever
     */
    public ReferredCredentials(Properties properties) {
        this.keys = AccessKeys.readFrom(properties);
        resolveCredentials();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return AwsBasicCredentials.create(keys.id().reveal(), keys.secret().reveal());
    }

    @Override
    public String toString() {
        return "ReferredCredentials(" + keys + ")";
    }
}

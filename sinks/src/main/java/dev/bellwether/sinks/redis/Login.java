// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.clients.secrets.SecretResolver;
import java.util.function.Supplier;
import redis.clients.jedis.DefaultRedisCredentials;

/** {@link RedisCredentials} on the worker: reads the password anew for each connect. */
final class Login implements Supplier<redis.clients.jedis.RedisCredentials> {

    private final RedisCredentials credentials;
    private final SecretResolver resolver;

    Login(RedisCredentials credentials) {
        this.credentials = credentials;
        this.resolver =
                credentials.reference() == null ? null : SecretResolver.of(credentials.reference());
    }

    /** {@code null} if nobody logs in: the client then sends no AUTH. */
    @Override
    public redis.clients.jedis.RedisCredentials get() {
        if (credentials.isNone()) {
            return null;
        }
        String password =
                resolver == null ? credentials.plainPassword() : resolver.resolve().reveal();
        return new DefaultRedisCredentials(credentials.user(), password.toCharArray());
    }

    /** Whether the password is another one now, so that a refused login is worth another try. */
    boolean renewed() {
        return resolver != null && resolver.refresh();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.clients.secrets.SecretReference;
import java.io.Serializable;

/**
 * Who logs in, and where the password lives. Only the reference to the password travels with a job;
 * the password is read on the worker at each connect.
 */
public final class RedisCredentials implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final RedisCredentials NONE = new RedisCredentials(null, null, null);

    private final String user;
    private final SecretReference reference;

    /** Only of a Bahir configuration, which carries its password itself. */
    private final String password;

    private RedisCredentials(String user, SecretReference reference, String password) {
        this.user = user;
        this.reference = reference;
        this.password = password;
    }

    /** No login. */
    public static RedisCredentials none() {
        return NONE;
    }

    /** The default user (a server with {@code requirepass}). */
    public static RedisCredentials password(SecretReference password) {
        return new RedisCredentials(null, password, null);
    }

    /** An ACL user (Redis 6 and newer). */
    public static RedisCredentials user(String user, SecretReference password) {
        return new RedisCredentials(user, password, null);
    }

    static RedisCredentials ofBahir(String password) {
        return password == null ? NONE : new RedisCredentials(null, null, password);
    }

    boolean isNone() {
        return reference == null && password == null;
    }

    String user() {
        return user;
    }

    SecretReference reference() {
        return reference;
    }

    String plainPassword() {
        return password;
    }

    /** Names the user and the reference; never the password. */
    @Override
    public String toString() {
        if (isNone()) {
            return "no login";
        }
        return "user "
                + (user == null ? "default" : user)
                + ", password "
                + (reference == null ? "***" : "from " + reference);
    }
}

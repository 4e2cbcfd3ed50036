// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.clients.secrets.SecretReference;
import java.io.Serializable;

/**
 * TLS to the server: whom to trust. The server's certificate is always checked; that it is issued
 * for the host that was asked for is checked unless {@link #withoutHostNameCheck} says otherwise.
 */
public final class RedisTls implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String certificateAuthority;
    private final String trustStore;
    private final SecretReference trustStorePassword;
    private final boolean verifiesHostName;

    private RedisTls(
            String certificateAuthority,
            String trustStore,
            SecretReference trustStorePassword,
            boolean verifiesHostName) {
        this.certificateAuthority = certificateAuthority;
        this.trustStore = trustStore;
        this.trustStorePassword = trustStorePassword;
        this.verifiesHostName = verifiesHostName;
    }

    /** Trusts what the Java platform trusts; right for Amazon ElastiCache and MemoryDB. */
    public static RedisTls platformTrust() {
        return new RedisTls(null, null, null, true);
    }

    /**
     * Trusts these authorities and nobody else.
     *
     * @param pem the certificates in PEM, or the path of a file with them that every worker has
     */
    public static RedisTls certificateAuthority(String pem) {
        return new RedisTls(pem, null, null, true);
    }

    /**
     * Trusts the certificates in a PKCS 12 or JKS store and nobody else.
     *
     * @param path of a file that every worker has
     * @param password {@code null} if the store has none
     */
    public static RedisTls trustStore(String path, SecretReference password) {
        return new RedisTls(null, path, password, true);
    }

    /** The same trust, for servers whose certificate does not name their address. */
    public RedisTls withoutHostNameCheck() {
        return new RedisTls(certificateAuthority, trustStore, trustStorePassword, false);
    }

    String certificateAuthority() {
        return certificateAuthority;
    }

    String trustStore() {
        return trustStore;
    }

    SecretReference trustStorePassword() {
        return trustStorePassword;
    }

    boolean verifiesHostName() {
        return verifiesHostName;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws;

import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretResolver;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import java.util.Properties;

/**
 * An access key by reference: id and secret are read where and when they are used, and again after
 * the refresh interval, so that a rotated key is taken up without a restart. Thread-safe.
 *
 * <p>Knows no SDK, as the Kinesis connector has a relocated one of its own: what is needed there is
 * a class that its name and {@link Properties} can make, see {@link #writeTo} and {@link
 * #readFrom}. The two secrets are two files or variables, so for the moment between the writing of
 * one and of the other a service may refuse the pair.
 */
public final class AccessKeys {

    private static final String ID_REFERENCE = "bellwether.access.key.id.reference";
    private static final String SECRET_REFERENCE = "bellwether.secret.access.key.reference";

    private final SecretReference idReference;
    private final SecretReference secretReference;
    private final SecretResolver id;
    private final SecretResolver secret;

    private AccessKeys(SecretReference idReference, SecretReference secretReference) {
        this.idReference = idReference;
        this.secretReference = secretReference;
        this.id = SecretResolver.of(idReference);
        this.secret = SecretResolver.of(secretReference);
    }

    static AccessKeys of(SecretReference id, SecretReference secret) {
        return new AccessKeys(id, secret);
    }

    /** Leaves the references, and only these, in properties that travel with a job. */
    public void writeTo(Properties properties) {
        properties.setProperty(ID_REFERENCE, idReference.toString());
        properties.setProperty(SECRET_REFERENCE, secretReference.toString());
    }

    /**
     * The keys that {@link #writeTo} left there.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static AccessKeys readFrom(Properties properties) {
        return of(
                SecretReference.parse(properties.getProperty(ID_REFERENCE, "")),
                SecretReference.parse(properties.getProperty(SECRET_REFERENCE, "")));
    }

    /**
     * @throws SecretUnavailableException if it could never be read
     */
    public Secret id() {
        return id.resolve();
    }

    /**
     * @throws SecretUnavailableException if it could never be read
     */
    public Secret secret() {
        return secret.resolve();
    }

    /**
     * Reads both again at once, because a service has refused them.
     *
     * @return whether either is now another one
     */
    public boolean refresh() {
        boolean newId = id.refresh();
        return secret.refresh() || newId;
    }

    @Override
    public String toString() {
        return "AccessKeys(" + idReference + ")";
    }
}

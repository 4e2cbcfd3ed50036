// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

/**
 * An alert that fires or is taken on: a state value of {@link AlertRouter}, a POJO that Flink
 * serializes by field.
 */
public class OpenAlert {

    /** Its newest change, as JSON. */
    public String alert;

    /** Routes and groups that it was given to, pairwise. */
    public String[] routes = new String[0];

    public String[] groups = new String[0];

    /** Those that it was given to before, and that may have told of it. */
    public String[] formerRoutes = new String[0];

    public String[] formerGroups = new String[0];

    public OpenAlert() {}
}

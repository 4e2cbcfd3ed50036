// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import java.util.List;

/** Every property group that there is: one per component, in the order of the data flow. */
final class Groups {

    private Groups() {}

    static List<OptionGroup> all() {
        return List.of();
    }
}

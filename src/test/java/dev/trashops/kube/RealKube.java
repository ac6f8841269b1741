package dev.trashops.kube;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class against a real API server that knows our custom resources. Constructors and methods may take a
 * {@link KubeSpace}: a namespace of their own on the one server of the JVM. Skipped where the server's binaries are not
 * at hand: the environment variable {@code KUBE_API_TEST_DIR} names the folder they are laid out in.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealKubeExtension.class)
public @interface RealKube {}

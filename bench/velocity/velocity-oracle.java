import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.log.NullLogChute;

/**
 * Renders templates with Apache Velocity. Each line of standard input is one template in base64; each line of standard output is
 * what it made: "=" and the text in base64, or "!" and the name of the error. The variables are those of variables.ts.
 */
class VelocityOracle {
  public static void main(String[] args) throws Exception {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty(RuntimeConstants.RUNTIME_LOG_LOGSYSTEM, new NullLogChute());
    // Each template's macros are its own.
    engine.setProperty("velocimacro.permissions.allow.inline.local.scope", "true");
    engine.setProperty("velocimacro.library", "");
    engine.init();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    long number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String template = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
      StringWriter made = new StringWriter();
      try {
        number += 1;
        engine.evaluate(new VelocityContext(variables()), made, "template" + number, template);
        out.println("=" + Base64.getEncoder().encodeToString(made.toString().getBytes(StandardCharsets.UTF_8)));
      } catch (Throwable error) {
        out.println("!" + error.getClass().getSimpleName());
      }
    }
    out.flush();
  }

  private static Map<String, Object> variables() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", 1);
    map.put("b", "two");
    Map<String, Object> owner = new LinkedHashMap<>();
    owner.put("name", "Ada");
    owner.put("age", 36);
    Map<String, Object> pet = new LinkedHashMap<>();
    pet.put("id", 7);
    pet.put("name", "Rex");
    pet.put("tags", list("x", "y", "z"));
    pet.put("owner", owner);
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("str", "hello");
    variables.put("text", "The quick, brown fox; 42%");
    variables.put("n", 5);
    variables.put("big", 2147483647);
    variables.put("long", 5000000000L);
    variables.put("d", 2.5);
    variables.put("t", true);
    variables.put("f", false);
    variables.put("empty", "");
    variables.put("list", list(1, 2, 3));
    variables.put("arr", list(1, 2));
    variables.put("words", list("pear", "fig", "apple"));
    variables.put("map", map);
    variables.put("pet", pet);
    return variables;
  }

  private static List<Object> list(Object... items) {
    return new ArrayList<>(Arrays.asList(items));
  }
}

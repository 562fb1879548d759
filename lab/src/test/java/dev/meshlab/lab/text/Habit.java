package dev.meshlab.lab.text;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A habit that makes a reader stumble, as far as a pattern can find it. */
enum Habit {
  COMMENT_OPENS_WITH_A_QUESTION(
      "/\\*\\* (?:What|Which|Who|Whom|Whose|Where|(?:Returns )?Whether|How|Does|When|Why)\\b",
      "begin with the noun, as in \"The requests of one client's stream\"; for a boolean, \"True if …\"",
      "/** What comes from one client. */ final class Requests { /** Whether any came. */ boolean",
      "/** The requests of one client. */ final class Requests { /** True if any came. */ boolean"),
  IS_NO(
      "(?<!\\bthere )\\b(?:is|are|was|were) no (?!longer|(?:more|less|fewer|older|newer|earlier|later"
          + "|slower|faster|larger|smaller|higher|lower|better|worse)\\b)",
      "say \"is not a …\"; \"there is no …\" is right",
      "'%s' is no plane",
      "there is no plane; it is no longer a plane, it is no faster, and '%s' is not a plane"),
  LEAVE_AWAY(
      "\\b(?:leav(?:e|es|ing)|left) (?:[\\w'-]+ ){0,5}?away\\b",
      "say \"remove\" or \"omit\"",
      "or leave the subset away",
      "or leave it, and remove the subset right away"),
  STOP_TO(
      "\\bstop(?:s|ped)? to (?!the\\b|its\\b|a\\b)",
      "say \"stop doing …\"",
      "it may stop to fit with the next version",
      "it may stop fitting; from the stop to the end"),
  ELSE_THAN(
      "\\b(?:else|otherwise) than\\b",
      "say \"other than\"",
      "did something else than it says",
      "did something other than it says, or else nothing"),
  SO_MANY(
      "\\bso (?:many|long|often)\\b(?! as\\b)|\\b(?:for|about) that long\\b",
      "name the number or the time",
      "so many calls were due, and it waits for that long",
      "the number of calls that were due, and it waits for the grace"),
  NOBODY(
      "(?-i)\\b(?:[Nn]o|[Ss]ome|[Aa]ny|[Ee]very)body\\b",
      "name the subject: the user, a pod, a translator",
      "nobody answers",
      "no pod answers, and BodyPublishers.noBody() is a name"),
  OBEY("\\bobey", "say that a rule is applied", "a sidecar obeys it", "a sidecar applies it"),
  TOLD(
      "\\b(?:told|tells?|telling) of\\b|\\b(?:is|are|was|were|be|been|being) told\\b"
          + "|\\btold (?:as|to|otherwise)\\b",
      "say \"report\" or \"say\"",
      "it tells of the retries, which is told as a gap",
      "it reports the retries, and names tell the pods apart"),
  IN_THE_WORDS(
      "\\bin the words of\\b|\\bin (?:its|his|their)(?: own)? words\\b|\\bin which words\\b",
      "say \"rewritten as\" or \"as … states it\"",
      "a GRPCRoute is said in the words of a VirtualService",
      "a GRPCRoute is rewritten as a VirtualService, and a weight is written in words"),
  FOR_WANT_OF(
      "\\bfor want of\\b",
      "say \"without\"",
      "it fails for want of a pod",
      "it fails without a pod");

  private final Pattern pattern;
  private final String better;
  private final String bad;
  private final String good;

  Habit(String pattern, String better, String bad, String good) {
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    this.better = better;
    this.bad = bad;
    this.good = good;
  }

  List<MatchResult> in(CharSequence text) {
    return pattern.matcher(text).results().toList();
  }

  /** The way to say it in plain words. */
  String better() {
    return better;
  }

  String bad() {
    return bad;
  }

  String good() {
    return good;
  }
}

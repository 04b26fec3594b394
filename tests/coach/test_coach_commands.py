"""A coach's commands on a real hub: questions over all athletes, and what is written into one athlete's log."""

from __future__ import annotations

from pathlib import Path

from tests.coach.conftest import Team


def test_who_needs_a_look_stands_first(team: Team) -> None:
    team.run("ben", "log", "deadlift", "100x5", "f4")
    team.run("ben", "video", "last", "https://example.org/v/1")
    team.run("ben", "sync")
    week = team.run("ann", "coach", "week").out
    assert week.index("Waiting for review") < week.index("No recent training") < week.index("This week")
    assert "ben   1 workout, 1 set (0 the week before)" in week
    assert "cleo  No sets yet." in week
    value = team.run("ann", "coach", "week", "--json").json
    assert [(each["name"], each["reason"]) for each in value["attention"]] == [("ben", "waiting"), ("cleo", "away")]
    assert [(each["name"], each["sets"]) for each in value["athletes"]] == [("ben", 1), ("cleo", 0)]
    assert "ben" not in team.run("ann", "coach", "week", "--who", "cle").out


def test_a_coachs_rating_reaches_the_athlete_beside_their_own(team: Team) -> None:
    team.run("ben", "log", "deadlift", "100x5x2", "f4")
    team.run("ben", "video", "1", "https://example.org/v/1")
    team.run("ben", "sync")
    (waiting,) = team.run("ann", "coach", "queue", "--json").json["sets"]
    assert (waiting["name"], waiting["form"], waiting["video"]) == ("ben", 4, "https://example.org/v/1")
    rated = team.run("ann", "coach", "rate", "ben", waiting["set"], "f2", '"hips shot up"')
    assert rated.code == 0, rated.err
    assert 'ann: 2 rough, on video "hips shot up"' in rated.out
    assert team.run("ann", "coach", "queue", "--json").json["sets"] == []
    team.run("ben", "sync")
    first, second = team.run("ben", "history", "--json").json["workouts"][0]["lifts"][0]["sets"]
    assert first["form"]["label"] == 4
    (judgement,) = first["judgements"]
    assert (judgement["person"], judgement["label"], judgement["judged_by"]) == ("ann", 2, "video")
    assert second["judgements"] == []
    assert "ann: 2 rough, on video" in team.run("ben", "today").out


def test_a_cue_a_note_and_a_plan_stand_in_the_athletes_log(team: Team, tmp_path: Path) -> None:
    team.run("ben", "log", "rdl", "70x8")
    team.run("ben", "sync")
    assert team.run("ann", "coach", "cue", "ben", "rdl", "hips", "first").code == 0
    assert team.run("ann", "coach", "rate", "ben", "last", "good set").code == 0
    assert team.run("ann", "coach", "plan", "ben", "Friday: 3 x 8").code == 0
    plan = tmp_path / "plan.toml"
    plan.write_text('name = "Block"\n[[day]]\nname = "A"\n[[day.lift]]\nexercise = "deadlift"\nsets = "100x5"\n')
    assert team.run("ann", "coach", "plan", "ben", "--file", str(plan)).code == 0
    team.run("ben", "sync")
    today = team.run("ben", "today").out
    assert 'Plan. ann: "Friday: 3 x 8"' in today
    assert 'cue from ann: "hips first"' in today
    assert 'ann: "good set"' in today
    assert team.run("ben", "next", "--json").json["coach_cue"] == "hips first"
    assert 'ann: "hips first"' in team.run("ben", "show", "rdl").out
    assert "Block" in team.run("ben", "plans").out


def test_faults_and_the_trend_of_a_lift_are_answered_by_the_hub(team: Team) -> None:
    team.run("ben", "log", "deadlift", "100x5", "!2", "video")
    team.run("ben", "log", "deadlift", "100x5", "!2")
    team.run("ben", "log", "deadlift", "100x5", "held")
    team.run("ben", "sync")
    (fault,) = team.run("ann", "coach", "faults", "--json").json["faults"]
    assert (fault["name"], fault["failed"], fault["checks"], fault["sessions"]) == ("ben", 2, 3, 1)
    assert "2 of 3 checked sets" in team.run("ann", "coach", "faults").out
    trend = team.run("ann", "coach", "trend", "ben", "deadlift", "--json").json
    assert (trend["rated"], len(trend["points"])) == (3, 2)
    assert [each["slips"] for each in trend["faults"] if each["slips"]] == [2]
    assert team.run("ann", "coach", "trend", "ben", "deadlift", "--weeks", "1", "--json").json["from"] != trend["from"]
    assert team.run("ann", "coach", "faults", "--weeks", "2", "--json").json["weeks"] == 2
    assert len(team.run("ann", "coach", "queue", "--all", "--json").json["sets"]) == 3
    assert team.run("ann", "coach", "queue", "--json").json["sets"] == []
    assert "ben: Deadlift" in team.run("ann", "coach", "trend", "ben", "deadlift", "--plain").out


def test_the_trend_shows_how_an_athletes_ratings_stand_to_video_and_coach(team: Team) -> None:
    for _ in range(2):
        team.run("ben", "log", "deadlift", "100x5", "held")
        team.run("ben", "log", "deadlift", "f4", "video")
    team.run("ben", "sync")
    team.run("ann", "coach", "rate", "ben", "last", "f2")
    value = team.run("ann", "coach", "trend", "ben", "deadlift", "--json").json
    assert value["calibration"]["sentence"] == "2 sets rated by feel, then on video. Comparing the two needs 5."
    assert value["coach_calibration"]["sentence"] == "1 set rated by you and by your coach. Comparing the two needs 5."
    page = team.run("ann", "coach", "trend", "ben", "deadlift").out
    assert value["calibration"]["sentence"] in page
    assert value["coach_calibration"]["sentence"] in page


def test_pain_stands_before_everything_else(team: Team) -> None:
    team.run("ben", "log", "deadlift", "100x5")
    team.run("ben", "sync")
    from hinge_log.store.store import Store
    from hinge_log.training.workout import Pain

    with Store(str(team.folder / "ben" / "log.db")) as store:
        (record,) = store.sessions("deadlift-conventional")[0].sets
        store.note_pain(record.id, Pain("low back", 6))
    team.run("ben", "sync")
    assert "Pain reported\n  ben   Pain 6 of 10 low back, Deadlift 100 kg × 5" in team.run("ann", "coach", "week").out


def test_nothing_of_an_athlete_is_changed_by_a_coach(team: Team) -> None:
    team.run("ben", "log", "deadlift", "100x5")
    team.run("ben", "sync")
    refused = team.run("ann", "coach", "rate", "ben", "last", "120x5")
    assert (refused.code, "but not change it" in refused.err) == (2, True)
    copy = team.run("ann", "coach", "open", "ben", "--json").json["path"]
    for words in (("log", "deadlift", "100x5"), ("edit", "last", "f1"), ("config", "set", "unit", "lb"), ("finish",)):
        said = team.hinge("--db", copy, *words)
        assert said.code != 0, words
        assert "This is ben's log" in said.err
    team.run("ann", "coach", "rate", "ben", "last", "f3")
    assert team.hinge("--db", copy, "undo").code == 0
    assert team.hinge("--db", copy, "sync").code == 0
    team.run("ben", "sync")
    assert team.run("ben", "history", "--json").json["workouts"][0]["lifts"][0]["sets"][0]["judgements"] == []


def test_without_the_hub_a_rating_is_kept_and_sent_later(team: Team) -> None:
    team.run("ben", "log", "deadlift", "100x5")
    team.run("ben", "sync")
    team.run("ann", "coach", "open", "ben", "--json")
    from hinge_log.coach.copies import use_hub
    from hinge_log.store.store import Store

    with Store(str(team.folder / "ann" / "log.db")) as store:
        use_hub(store, "postgresql://ann@127.0.0.1:9/nowhere")
    said = team.run("ann", "coach", "week")
    assert said.code == 1
    assert "cannot be reached" in said.err
    rated = team.run("ann", "coach", "rate", "ben", "last", "f3")
    assert rated.code == 0
    assert "cannot be reached" in rated.err
    team.run("ben", "sync")
    assert len(team.run("ben", "history", "--json").json["workouts"][0]["lifts"][0]["sets"][0]["judgements"]) == 1


def test_an_athlete_is_found_by_name_and_a_wrong_one_is_named(team: Team) -> None:
    assert "None of your athletes is called dora" in team.run("ann", "coach", "cue", "dora", "rdl", "x").err
    assert "Your athletes are ben, cleo" in team.run("ann", "coach", "trend", "x", "rdl").err
    team.hinge("log", "deadlift", "100x5")
    assert "No hub is set up for coaching" in team.hinge("coach", "week").err
    assert "You have no athletes" in team.run("ben", "coach", "week").err

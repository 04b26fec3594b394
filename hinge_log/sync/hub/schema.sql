-- The hub of hinge-log in PostgreSQL 15 or newer: the same entries as in the files of a synced folder, in one
-- append-only table, and what a coach asks kept beside them.
--
-- `hinge-log hub init` runs every migration above the newest number in hub_version, each in the same transaction, as
-- the role hinge_log_hub, which owns all of it and logs in nowhere. A migration is never changed once it was shipped.
-- People are login roles in hinge_log_person. They may SELECT and INSERT, and see the logs that they are a member of.
-- Policies ask for session_user: inside a SECURITY DEFINER function it is still the person.

-- migration 1

CREATE TABLE hub_version (
    version integer PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE hub_version IS 'migrations already applied';

CREATE TABLE log (
    log bigint PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    made timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE log IS 'the logs on the hub; log is 60 random bits';

CREATE TABLE person (
    person text PRIMARY KEY,
    invited_by text NOT NULL,
    invited timestamptz NOT NULL DEFAULT now(),
    joined timestamptz
);
COMMENT ON TABLE person IS 'the login roles of the hub; joined is empty until the one-time password is used';

CREATE TABLE member (
    log bigint NOT NULL REFERENCES log,
    person text NOT NULL REFERENCES person,
    part text NOT NULL CHECK (part IN ('owner', 'coach', 'reader')),
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (log, person)
);
CREATE INDEX member_by_person ON member (person, part, log);
COMMENT ON TABLE member IS
    'who can see a log: its owner writes everything, a coach only judgements, plans, cues and notes';

CREATE TABLE device (
    log bigint NOT NULL REFERENCES log,
    device bigint NOT NULL CHECK (device BETWEEN 0 AND (1::bigint << 60) - 1),
    person text NOT NULL REFERENCES person,
    name text NOT NULL CHECK (length(name) <= 200),
    after text NOT NULL CHECK (after ~ '^[0-9a-f]{32}$'),
    root bigint NOT NULL,
    PRIMARY KEY (log, device)
);
COMMENT ON TABLE device IS
    'the chains of a log: after is the hash that the first entry follows, root the device of the first chain';

CREATE TABLE entry (
    log bigint NOT NULL,
    device bigint NOT NULL,
    n integer NOT NULL CHECK (n > 0),
    clock bigint NOT NULL,
    hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{32}$'),
    previous text NOT NULL CHECK (previous ~ '^[0-9a-f]{32}$'),
    kind text NOT NULL CHECK (length(kind) <= 40),
    body json NOT NULL CHECK (octet_length(body::text) <= 64 << 20),
    PRIMARY KEY (log, device, n),
    FOREIGN KEY (log, device) REFERENCES device
);
COMMENT ON TABLE entry IS
    'every device''s actions, in its own order: hash covers previous and body; json keeps the bytes, jsonb would not';

CREATE TABLE unread (
    log bigint NOT NULL,
    device bigint NOT NULL,
    n integer NOT NULL,
    why text NOT NULL,
    PRIMARY KEY (log, device, n),
    FOREIGN KEY (log, device, n) REFERENCES entry
);
COMMENT ON TABLE unread IS
    'entries the hub could not read into set_now and workout_now; devices still receive them';

-- What a coach asks is kept by the trigger of entry. A column `stamps` holds, by group of columns, when the group was
-- changed last; `made_at` when the row was new: the ranks of the entries as text that sorts. `touched` holds the last
-- number of each device that changed the row, `deleted` what the device of the last deletion had seen: a deletion
-- counts only against that. `imports` names the imports that brought the row.
-- The plans of the trigger are made while these tables are empty, and kept: so only one index fits each of its lookups.
-- Keys begin with the row's id, and the indexes by day, which a coach's questions use, leave out hidden rows.

CREATE TABLE exercise_now (
    log bigint NOT NULL,
    exercise text NOT NULL,
    name text,
    like_key text,
    merged_into text,
    hidden boolean NOT NULL DEFAULT false,
    made_at text, stamps jsonb, touched jsonb, deleted jsonb, imports text[],
    PRIMARY KEY (log, exercise)
);
COMMENT ON TABLE exercise_now IS 'current exercises of a log that have been used or changed';

CREATE TABLE import_now (
    log bigint NOT NULL,
    import text NOT NULL,
    hidden boolean NOT NULL DEFAULT false,
    made_at text, stamps jsonb, touched jsonb, deleted jsonb, imports text[],
    PRIMARY KEY (log, import)
);
COMMENT ON TABLE import_now IS 'imports of a log; hidden if undone';

CREATE TABLE workout_now (
    log bigint NOT NULL,
    workout_id text NOT NULL,
    name text,
    day integer,
    started_ms bigint,
    offset_min integer,
    ended_ms bigint,
    plan text,
    note text,
    hidden boolean NOT NULL DEFAULT false,
    made_at text, stamps jsonb, touched jsonb, deleted jsonb, imports text[],
    PRIMARY KEY (workout_id, log)
);
CREATE INDEX workout_now_by_day ON workout_now (log, day) WHERE NOT hidden;
COMMENT ON TABLE workout_now IS 'current workouts; day counts from 1970-01-01';

CREATE TABLE lift_now (
    log bigint NOT NULL,
    lift_id text NOT NULL,
    workout_id text,
    exercise text,
    logged_as text,
    position integer,
    superset integer,
    note text,
    hidden boolean NOT NULL DEFAULT false,
    made_at text, stamps jsonb, touched jsonb, deleted jsonb, imports text[],
    PRIMARY KEY (lift_id, log)
);
CREATE INDEX lift_now_by_workout ON lift_now (workout_id, log);
COMMENT ON TABLE lift_now IS 'current lifts; exercise is the one logged, or the one it was later merged into';

CREATE TABLE set_now (
    log bigint NOT NULL,
    set_id text NOT NULL,
    lift_id text,
    workout_id text,
    exercise text,
    day integer,
    position integer,
    at_ms bigint,
    kind text,
    side text,
    reps integer,
    seconds numeric,
    distance_mm bigint,
    load_g bigint,
    load_text text,
    unit text,
    body smallint,
    rpe numeric,
    missed integer,
    amrap smallint,
    form smallint,
    basis text,
    judged_by text,
    percent numeric,
    slips jsonb,
    checklist text,
    capped_by text,
    clean smallint,
    stop smallint,
    pain smallint,
    pain_where text,
    note text,
    video text,
    judged boolean NOT NULL DEFAULT false,
    hidden boolean NOT NULL DEFAULT false,
    made_at text, stamps jsonb, touched jsonb, deleted jsonb, imports text[],
    PRIMARY KEY (set_id, log)
);
CREATE INDEX set_now_by_day ON set_now (log, day) WHERE NOT hidden;
CREATE INDEX set_now_by_lift ON set_now (lift_id, log);
CREATE INDEX set_now_by_exercise ON set_now (log, exercise, day) WHERE NOT hidden;
-- What a coach asks of all athletes at once is a small part of the sets.
CREATE INDEX set_now_waiting ON set_now (log, day) WHERE video IS NOT NULL AND NOT judged AND NOT hidden;
CREATE INDEX set_now_pain ON set_now (log, day) WHERE pain IS NOT NULL AND NOT hidden;
CREATE INDEX set_now_checked ON set_now (log, day) INCLUDE (exercise, slips)
    WHERE basis = 'checked' AND NOT hidden AND kind <> 'warmup';
COMMENT ON TABLE set_now IS
    'current sets, with the day and exercise of their lift (merged exercises followed), the newest video, and
whether a coach rated it; also hidden if the lift or the workout is hidden';

CREATE TABLE judgement_now (
    log bigint NOT NULL,
    judgement_id text NOT NULL,
    set_id text,
    person text,
    basis text,
    judged_by text,
    form smallint,
    percent numeric,
    slips jsonb,
    note text,
    at_ms bigint,
    hidden boolean NOT NULL DEFAULT false,
    made_at text, stamps jsonb, touched jsonb, deleted jsonb, imports text[],
    PRIMARY KEY (judgement_id, log)
);
CREATE INDEX judgement_now_by_set ON judgement_now (set_id, log);
COMMENT ON TABLE judgement_now IS 'further ratings of a set; person is empty for the lifter''s own';

CREATE TABLE coach_note_now (
    log bigint NOT NULL,
    note_id text NOT NULL,
    person text NOT NULL,
    PRIMARY KEY (note_id, log)
);
COMMENT ON TABLE coach_note_now IS 'who wrote which cue or note, so that no coach changes another coach''s';

CREATE TABLE video_now (
    log bigint NOT NULL,
    video_id text NOT NULL,
    set_id text,
    location text,
    sha256 text,
    at_ms bigint,
    hidden boolean NOT NULL DEFAULT false,
    made_at text, stamps jsonb, touched jsonb, deleted jsonb, imports text[],
    PRIMARY KEY (video_id, log)
);
CREATE INDEX video_now_by_set ON video_now (set_id, log);
COMMENT ON TABLE video_now IS 'locations of set videos';

-- Who may see and write what ---------------------------------------------------------------------------------

CREATE FUNCTION my_logs(parts text[] DEFAULT '{owner,coach,reader}') RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hinge_log, pg_temp
AS $$ SELECT log FROM member WHERE person = session_user AND part = ANY (parts) $$;

CREATE FUNCTION is_my_device(of_log bigint, of_device bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hinge_log, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM device WHERE log = of_log AND device = of_device AND person = session_user)
$$;

CREATE FUNCTION coach_may_write(of_log bigint, body json) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = hinge_log, pg_temp
AS $$
DECLARE
    change json;
    by_whom text;
BEGIN
    IF octet_length(body::text) > 1 << 20 THEN
        RETURN false;
    END IF;
    FOR change IN SELECT json_array_elements(body -> 'changes') LOOP
        by_whom := change -> 2 ->> 'person';
        IF change ->> 0 = 'routine' THEN
            CONTINUE;  -- a plan is written by both
        ELSIF coalesce(change ->> 0, '') NOT IN ('judgement', 'coach_note') OR by_whom <> session_user
              OR (by_whom IS NULL AND coalesce(change ->> 3, '') <> '0')  -- a new row says whose it is
              OR EXISTS (SELECT FROM judgement_now
                         WHERE log = of_log AND judgement_id = change ->> 1 AND person <> session_user)
              OR EXISTS (SELECT FROM coach_note_now
                         WHERE log = of_log AND note_id = change ->> 1 AND person <> session_user) THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
EXCEPTION WHEN data_exception THEN
    RETURN false;
END
$$;
COMMENT ON FUNCTION coach_may_write IS 'whether an entry only rates, notes and plans, in the name of the person who asks';

-- What follows an entry of another person would make a copied log of that person's chain.
CREATE FUNCTION goes_on_from_another(of_log bigint, of_after text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = hinge_log, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM device WHERE log = of_log AND after = of_after AND person <> session_user)
        OR EXISTS (SELECT FROM entry JOIN device USING (log, device)
                   WHERE log = of_log AND hash = of_after AND person <> session_user)
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['hub_version', 'log', 'person', 'member', 'device', 'entry', 'unread', 'exercise_now',
                                'import_now', 'workout_now', 'lift_now', 'set_now', 'judgement_now', 'coach_note_now', 'video_now'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY hub ON %I TO hinge_log_hub USING (true) WITH CHECK (true)', name);
        EXECUTE format('GRANT SELECT ON %I TO hinge_log_person', name);
        -- The subquery does not depend on the row: it is asked once a statement.
        IF name NOT IN ('hub_version', 'person') THEN
            EXECUTE format('CREATE POLICY members ON %I FOR SELECT TO hinge_log_person'
                           ' USING (log = ANY (ARRAY(SELECT my_logs())))', name);
        END IF;
    END LOOP;
END
$$;
CREATE POLICY everyone ON hub_version FOR SELECT TO hinge_log_person USING (true);
CREATE POLICY members ON person FOR SELECT TO hinge_log_person
    USING (person = session_user OR person IN (SELECT m.person FROM member m));  -- of the same logs

GRANT INSERT ON device, entry TO hinge_log_person;
CREATE POLICY writers ON device FOR INSERT TO hinge_log_person
    WITH CHECK (person = session_user AND log = ANY (ARRAY(SELECT my_logs('{owner,coach}')))
                AND NOT goes_on_from_another(log, after));
CREATE POLICY writers ON entry FOR INSERT TO hinge_log_person
    WITH CHECK (
        is_my_device(log, device)
        AND (log = ANY (ARRAY(SELECT my_logs('{owner}')))
             OR (log = ANY (ARRAY(SELECT my_logs('{coach}'))) AND coach_may_write(log, body)))
    );

-- What a coach asks ------------------------------------------------------------------------------------------

CREATE FUNCTION column_groups(entity text) RETURNS jsonb
LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE entity
        WHEN 'sets' THEN '{
            "load_g": "load", "load_text": "load", "unit": "load", "body": "load",
            "form": "form", "basis": "form", "judged_by": "form", "percent": "form", "slips": "form",
            "checklist": "form", "version": "form", "capped_by": "form", "clean": "form", "stop": "form",
            "pain": "pain", "pain_where": "pain", "lift_id": "place", "position": "place",
            "reps": "reps", "missed": "reps", "amrap": "reps"}'::jsonb
        WHEN 'judgement' THEN '{
            "form": "form", "basis": "form", "judged_by": "form", "percent": "form", "slips": "form",
            "checklist": "form", "version": "form", "capped_by": "form", "clean": "form", "stop": "form",
            "note": "form", "at_ms": "form"}'::jsonb
        WHEN 'workout' THEN '{"day": "day", "started_ms": "day", "offset_min": "day"}'::jsonb
        WHEN 'lift' THEN '{"workout_id": "place", "position": "place", "superset": "place"}'::jsonb
        WHEN 'exercise' THEN '{"name": "name", "own": "name", "like_key": "name"}'::jsonb
        WHEN 'video' THEN '{"location": "location", "sha256": "location"}'::jsonb
        ELSE '{}'::jsonb
    END
$$;
COMMENT ON FUNCTION column_groups IS 'the group of each column that is merged together with others, as in the log';

CREATE TYPE entry_rank AS (stamp text, device text, n integer, seen jsonb, baseline boolean);
COMMENT ON TYPE entry_rank IS 'where an entry stands among all of its log, and what its device had seen of the others';

-- The functions below are run by the trigger alone, which sets search_path; to set it in each is as slow as its work.

-- One change of a row: the latest of each group wins, in whatever order they come.
CREATE FUNCTION fold_change(
    old jsonb, entity text, columns jsonb, is_new boolean, ranked entry_rank
) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    groups jsonb := column_groups(entity);
    stamps jsonb := coalesce(nullif(old -> 'stamps', 'null'), '{}');
    made_at text := coalesce(old ->> 'made_at', '');
    touched jsonb := coalesce(nullif(old -> 'touched', 'null'), '{}');
    deleted jsonb := nullif(old -> 'deleted', 'null');
    imports jsonb := coalesce(nullif(old -> 'imports', 'null'), '[]');
    hides boolean := coalesce(columns ->> 'hidden', '0') <> '0';
    result jsonb;
    loser text;
    part text;
BEGIN
    IF old IS NULL AND is_new AND NOT columns ?| '{hidden,import}' THEN  -- nearly all of them
        RETURN columns - '{made_at,stamps,touched,deleted,imports,log}'::text[] || jsonb_build_object(
            'made_at', ranked.stamp,
            'touched', CASE WHEN NOT ranked.baseline THEN jsonb_build_object(ranked.device, ranked.n) END);
    END IF;
    IF columns ? 'import' AND jsonb_typeof(columns -> 'import') = 'string' AND NOT imports ? (columns ->> 'import') THEN
        imports := imports || jsonb_build_array(columns ->> 'import');
    END IF;
    IF NOT hides AND NOT ranked.baseline THEN
        touched := touched
            || jsonb_build_object(ranked.device, greatest(ranked.n, (touched ->> ranked.device)::integer));
    END IF;
    IF (is_new OR columns ? 'hidden') AND ranked.stamp >= coalesce(stamps ->> 'hidden', made_at) THEN
        deleted := CASE WHEN hides THEN jsonb_build_object('device', ranked.device, 'seen', ranked.seen) END;
        stamps := stamps || jsonb_build_object('hidden', ranked.stamp);
    END IF;
    columns := columns - '{hidden,import,made_at,stamps,touched,deleted,imports,log}'::text[];
    IF old IS NULL AND is_new THEN
        result := columns;
        made_at := ranked.stamp;
        stamps := CASE WHEN hides THEN stamps ELSE '{}' END;
    ELSIF is_new THEN
        result := columns;
        FOR loser IN SELECT key FROM jsonb_each(old) LOOP
            part := coalesce(groups ->> loser, loser);
            IF coalesce(stamps ->> part, made_at) > ranked.stamp THEN
                result := result || jsonb_build_object(loser, old -> loser);
            ELSIF NOT columns ? loser THEN
                result := result || jsonb_build_object(loser, NULL);
            END IF;
        END LOOP;
        made_at := greatest(made_at, ranked.stamp);
        SELECT coalesce(jsonb_object_agg(key, value), '{}') INTO stamps
        FROM jsonb_each(stamps) WHERE value #>> '{}' > made_at OR key = 'hidden';
    ELSE
        result := coalesce(old, '{}');
        FOR part IN SELECT DISTINCT coalesce(groups ->> key, key) FROM jsonb_object_keys(columns) AS key LOOP
            IF ranked.stamp >= coalesce(stamps ->> part, made_at) THEN
                result := result || coalesce(
                    (SELECT jsonb_object_agg(name, columns -> name)
                     FROM (SELECT key AS name FROM jsonb_each_text(groups) WHERE value = part UNION SELECT part
                           WHERE columns ? part) AS of_part),
                    '{}');
                stamps := stamps || jsonb_build_object(part, ranked.stamp);
            END IF;
        END LOOP;
    END IF;
    RETURN result || jsonb_build_object(
        'made_at', nullif(made_at, ''), 'stamps', nullif(stamps, '{}'), 'touched', nullif(touched, '{}'),
        'deleted', deleted, 'imports', nullif(imports, '[]'));
END
$$;

-- Whether a deletion stands: not against what its device had not seen, in the row or in those that hang on it.
CREATE FUNCTION is_deleted(deleted jsonb, touched jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    IF deleted IS NULL THEN
        RETURN false;
    END IF;
    RETURN NOT EXISTS (
        SELECT FROM jsonb_each_text(touched) AS change
        WHERE change.key <> deleted ->> 'device'
          AND change.value::bigint > coalesce((deleted -> 'seen' ->> change.key)::bigint, 0));
END
$$;

CREATE FUNCTION is_taken_back(of_log bigint, of_imports text[]) RETURNS boolean
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF of_imports IS NULL THEN
        RETURN false;
    END IF;
    RETURN NOT EXISTS (
        SELECT FROM unnest(of_imports) AS name
        LEFT JOIN import_now ON import_now.log = of_log AND import_now.import = name
        WHERE import_now.hidden IS NOT TRUE);
END
$$;
COMMENT ON FUNCTION is_taken_back IS 'whether every import that brought a row was taken back';

CREATE FUNCTION resolve_exercise(of_log bigint, key text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    further text;
BEGIN
    FOR step IN 1..20 LOOP
        SELECT merged_into INTO further FROM exercise_now WHERE log = of_log AND exercise = key AND NOT hidden;
        EXIT WHEN further IS NULL OR further = '';
        key := further;
    END LOOP;
    RETURN key;
END
$$;
COMMENT ON FUNCTION resolve_exercise IS 'the exercise that one became, when it was merged into another';

-- `put` writes a whole row of each table of what stands.
DO $$
DECLARE
    name text;
    keys text;
    others text;
BEGIN
    FOREACH name IN ARRAY ARRAY['exercise_now', 'import_now', 'workout_now', 'lift_now', 'set_now', 'judgement_now',
                                'video_now'] LOOP
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FILTER (WHERE attnum <= 2),
               string_agg(format('%1$I = EXCLUDED.%1$I', attname), ', ' ORDER BY attnum) FILTER (WHERE attnum > 2)
        INTO keys, others FROM pg_attribute WHERE attrelid = name::regclass AND attnum > 0;
        EXECUTE format(
            'CREATE FUNCTION put(new_row %1$I) RETURNS void LANGUAGE plpgsql AS'
            ' $put$ BEGIN INSERT INTO %1$I SELECT new_row.* ON CONFLICT (%2$s) DO UPDATE SET %3$s; END $put$',
            name, keys, others);
    END LOOP;
END
$$;

CREATE FUNCTION refresh_workout(of_log bigint, of_workout text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE workout_now w SET hidden = now_hidden
    FROM (SELECT made_at IS NULL OR is_taken_back(log, imports) OR (
                 is_deleted(deleted, touched)
                 AND NOT EXISTS (SELECT FROM lift_now l WHERE l.log = of_log AND l.workout_id = of_workout
                                 AND NOT is_deleted(o.deleted, l.touched))
                 AND NOT EXISTS (SELECT FROM lift_now l JOIN set_now s ON s.log = of_log AND s.lift_id = l.lift_id
                                 WHERE l.log = of_log AND l.workout_id = of_workout
                                 AND NOT is_deleted(o.deleted, s.touched))) AS now_hidden
          FROM workout_now o WHERE log = of_log AND workout_id = of_workout) AS state
    WHERE w.log = of_log AND w.workout_id = of_workout AND w.hidden <> now_hidden;

    UPDATE lift_now l SET hidden = now_hidden
    FROM (SELECT o.lift_id, coalesce(w.hidden, true) OR o.made_at IS NULL OR is_taken_back(o.log, o.imports) OR (
                 is_deleted(o.deleted, o.touched)
                 AND NOT EXISTS (SELECT FROM set_now s WHERE s.log = of_log AND s.lift_id = o.lift_id
                                 AND NOT is_deleted(o.deleted, s.touched))) AS now_hidden
          FROM lift_now o LEFT JOIN workout_now w ON w.log = o.log AND w.workout_id = o.workout_id
          WHERE o.log = of_log AND o.workout_id = of_workout) AS state
    WHERE l.log = of_log AND l.lift_id = state.lift_id AND l.hidden <> now_hidden;

    UPDATE set_now s SET workout_id = of_workout, exercise = now_exercise, day = now_day, hidden = now_hidden
    FROM (SELECT o.set_id, l.exercise AS now_exercise, w.day AS now_day,
                 l.hidden OR o.made_at IS NULL OR is_taken_back(o.log, o.imports)
                 OR is_deleted(o.deleted, o.touched) AS now_hidden
          FROM lift_now l JOIN set_now o ON o.log = of_log AND o.lift_id = l.lift_id
          LEFT JOIN workout_now w ON w.log = l.log AND w.workout_id = l.workout_id
          WHERE l.log = of_log AND l.workout_id = of_workout) AS state
    WHERE s.log = of_log AND s.set_id = state.set_id
      AND (s.workout_id, s.exercise, s.day, s.hidden)
          IS DISTINCT FROM (of_workout, now_exercise, now_day, now_hidden);
END
$$;
COMMENT ON FUNCTION refresh_workout IS
    'works out what the rows of a workout take from each other: day, exercise, hidden';

CREATE FUNCTION refresh_set(of_log bigint, of_set text) RETURNS void
LANGUAGE sql
AS $$
    UPDATE set_now SET
        judged = EXISTS (SELECT FROM judgement_now j WHERE j.log = of_log AND j.set_id = of_set AND NOT j.hidden
                         AND j.person <> ''),
        video = (SELECT location FROM video_now v WHERE v.log = of_log AND v.set_id = of_set AND NOT v.hidden
                 ORDER BY at_ms DESC NULLS LAST, video_id DESC LIMIT 1)
    WHERE log = of_log AND set_id = of_set
$$;
COMMENT ON FUNCTION refresh_set IS 'works out what a set takes from its judgements and videos';

CREATE FUNCTION apply_set(of_log bigint, row_id text, columns jsonb, is_new boolean, ranked entry_rank) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    old set_now;
    s set_now;
    known boolean;
    parent_hidden boolean;
BEGIN
    SELECT * INTO old FROM set_now WHERE log = of_log AND set_id = row_id;
    known := FOUND;
    s := jsonb_populate_record(s, fold_change(
        CASE WHEN known THEN to_jsonb(old) END, 'sets',
        columns - '{set_id,day,exercise,workout_id,video,judged}'::text[], is_new, ranked));
    s.log := of_log;
    s.set_id := row_id;
    SELECT lift.workout_id, lift.exercise, day, lift.hidden INTO s.workout_id, s.exercise, s.day, parent_hidden
    FROM lift_now lift LEFT JOIN workout_now ON workout_now.log = of_log AND workout_now.workout_id = lift.workout_id
    WHERE lift.log = of_log AND lift.lift_id = s.lift_id;
    s.hidden := coalesce(parent_hidden, true) OR s.made_at IS NULL OR is_deleted(s.deleted, s.touched)
                OR is_taken_back(of_log, s.imports);
    s.judged := coalesce(old.judged, false);
    s.video := old.video;
    s.kind := coalesce(s.kind, 'working');  -- what entries leave out
    s.side := coalesce(s.side, '');
    s.body := coalesce(s.body, 0);
    s.missed := coalesce(s.missed, 0);
    s.amrap := coalesce(s.amrap, 0);
    PERFORM put(s);
    IF coalesce(parent_hidden, false) THEN  -- a change that the deletion had not seen brings the lift back
        PERFORM refresh_workout(of_log, s.workout_id);
    END IF;
    IF NOT known THEN
        PERFORM refresh_set(of_log, row_id)
        WHERE EXISTS (SELECT FROM judgement_now WHERE log = of_log AND set_id = row_id)
           OR EXISTS (SELECT FROM video_now WHERE log = of_log AND set_id = row_id);
    END IF;
END
$$;

CREATE FUNCTION apply_change(
    of_log bigint, entity text, row_id text, columns jsonb, is_new boolean, ranked entry_rank
) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    key jsonb := jsonb_build_object('log', of_log);
    known boolean;
    l lift_now;
    w workout_now;
    e exercise_now;
    i import_now;
    j judgement_now;
    v video_now;
    old_l lift_now;
    old_w workout_now;
    workout text;
    changed boolean;
    parent_hidden boolean;
BEGIN
    IF jsonb_typeof(columns -> 'slips') = 'string' THEN  -- devices keep it as text
        columns := columns || jsonb_build_object('slips', nullif(columns ->> 'slips', '')::jsonb);
    END IF;
    CASE entity
    WHEN 'sets' THEN
        PERFORM apply_set(of_log, row_id, columns, is_new, ranked);
    WHEN 'lift' THEN
        SELECT * INTO l FROM lift_now WHERE log = of_log AND lift_id = row_id;
        known := FOUND;
        old_l := l;
        l := jsonb_populate_record(l, fold_change(
            CASE WHEN known THEN to_jsonb(l) END, entity,
            columns - '{lift_id,exercise}'::text[]
            || CASE WHEN columns ? 'exercise' THEN jsonb_build_object('logged_as', columns -> 'exercise') ELSE '{}' END,
            is_new, ranked) || key || jsonb_build_object('lift_id', row_id));
        l.exercise := resolve_exercise(of_log, l.logged_as);
        SELECT hidden INTO parent_hidden FROM workout_now WHERE log = of_log AND workout_id = l.workout_id;
        l.hidden := coalesce(parent_hidden, true) OR l.made_at IS NULL OR is_deleted(l.deleted, l.touched)
                    OR is_taken_back(of_log, l.imports);
        PERFORM put(l);
        IF known THEN
            changed := (old_l.workout_id, old_l.exercise, old_l.hidden, old_l.imports)
                       IS DISTINCT FROM (l.workout_id, l.exercise, l.hidden, l.imports) OR l.hidden;
        ELSE
            changed := coalesce(parent_hidden, false)
                       OR EXISTS (SELECT FROM set_now WHERE log = of_log AND lift_id = row_id);
        END IF;
        IF changed THEN
            PERFORM refresh_workout(of_log, l.workout_id);
        END IF;
    WHEN 'workout' THEN
        columns := columns || CASE WHEN columns ? 'routine' THEN jsonb_build_object('plan', columns -> 'routine')
                              ELSE '{}' END;
        SELECT * INTO w FROM workout_now WHERE log = of_log AND workout_id = row_id;
        known := FOUND;
        old_w := w;
        w := jsonb_populate_record(w, fold_change(
            CASE WHEN known THEN to_jsonb(w) END, entity, columns - '{workout_id}'::text[], is_new, ranked)
            || key || jsonb_build_object('workout_id', row_id));
        w.name := coalesce(w.name, '');
        w.plan := coalesce(w.plan, '');
        w.note := coalesce(w.note, '');
        w.hidden := w.made_at IS NULL OR is_deleted(w.deleted, w.touched) OR is_taken_back(of_log, w.imports);
        PERFORM put(w);
        IF known THEN
            changed := (old_w.day, old_w.hidden, old_w.imports) IS DISTINCT FROM (w.day, w.hidden, w.imports)
                       OR w.hidden;
        ELSE
            changed := EXISTS (SELECT FROM lift_now WHERE log = of_log AND workout_id = row_id);
        END IF;
        IF changed THEN
            PERFORM refresh_workout(of_log, row_id);
        END IF;
    WHEN 'exercise' THEN
        SELECT * INTO e FROM exercise_now WHERE log = of_log AND exercise = row_id;
        known := FOUND;
        workout := e.merged_into;
        e := jsonb_populate_record(e, fold_change(
            CASE WHEN known THEN to_jsonb(e) END, entity, columns - '{exercise}'::text[], is_new, ranked)
            || key || jsonb_build_object('exercise', row_id));
        e.hidden := false;
        PERFORM put(e);
        IF workout IS DISTINCT FROM e.merged_into THEN
            UPDATE lift_now SET exercise = resolve_exercise(log, logged_as)
            WHERE log = of_log AND exercise IS DISTINCT FROM resolve_exercise(log, logged_as);
            UPDATE set_now SET exercise = lift.exercise FROM lift_now lift
            WHERE set_now.log = of_log AND lift.log = of_log AND lift.lift_id = set_now.lift_id
              AND set_now.exercise IS DISTINCT FROM lift.exercise;
        END IF;
    WHEN 'import' THEN
        SELECT * INTO i FROM import_now WHERE log = of_log AND import = row_id;
        known := FOUND;
        i := jsonb_populate_record(i, fold_change(
            CASE WHEN known THEN to_jsonb(i) END, entity,
            CASE WHEN columns ? 'hidden' THEN jsonb_build_object('hidden', columns -> 'hidden') ELSE '{}' END,
            is_new, ranked) || key || jsonb_build_object('import', row_id));
        i.hidden := is_deleted(i.deleted, i.touched);
        PERFORM put(i);
        IF known OR i.hidden THEN
            PERFORM refresh_workout(of_log, workout_id) FROM (
                SELECT workout_id FROM workout_now WHERE log = of_log AND row_id = ANY (imports)
                UNION SELECT workout_id FROM lift_now WHERE log = of_log AND row_id = ANY (imports)
                UNION SELECT workout_id FROM set_now WHERE log = of_log AND row_id = ANY (imports)) AS brought
            WHERE workout_id IS NOT NULL;
        END IF;
    WHEN 'judgement' THEN
        SELECT * INTO j FROM judgement_now WHERE log = of_log AND judgement_id = row_id;
        known := FOUND;
        j := jsonb_populate_record(j, fold_change(
            CASE WHEN known THEN to_jsonb(j) END, entity, columns - '{judgement_id}'::text[], is_new, ranked)
            || key || jsonb_build_object('judgement_id', row_id));
        j.person := coalesce(j.person, '');
        j.hidden := j.made_at IS NULL OR is_deleted(j.deleted, j.touched);
        PERFORM put(j);
        PERFORM refresh_set(of_log, j.set_id);
    WHEN 'coach_note' THEN
        INSERT INTO coach_note_now (log, note_id, person)
        SELECT of_log, row_id, columns ->> 'person' WHERE columns ? 'person' ON CONFLICT DO NOTHING;
    WHEN 'video' THEN
        SELECT * INTO v FROM video_now WHERE log = of_log AND video_id = row_id;
        known := FOUND;
        v := jsonb_populate_record(v, fold_change(
            CASE WHEN known THEN to_jsonb(v) END, entity, columns - '{video_id}'::text[], is_new, ranked)
            || key || jsonb_build_object('video_id', row_id));
        v.hidden := v.made_at IS NULL OR is_deleted(v.deleted, v.touched);
        PERFORM put(v);
        PERFORM refresh_set(of_log, v.set_id);
    ELSE
        NULL;  -- settings, plans and the like: a coach opens the log for them
    END CASE;
END
$$;

-- What a device had seen, by the chains of the hub. Devices number the entries behind a fork as another device, named
-- after the first of them; and who goes on from a copied log has seen what stands before it.
CREATE FUNCTION seen_of_chains(of_log bigint, of_device bigint, seen jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    branch record;
    place record;
    at_device bigint := of_device;
BEGIN
    FOR branch IN
        SELECT key::bigint AS device, value::integer AS n FROM jsonb_each_text(seen)
        WHERE NOT EXISTS (SELECT FROM device d WHERE d.log = of_log AND d.device = key::bigint)
    LOOP
        SELECT e.device::text, e.n - 1 + branch.n AS n INTO place FROM entry e
        WHERE e.log = of_log
          AND ('x0' || right(e.hash, 15))::bit(64)::bigint & (1::bigint << 59) - 1 = branch.device - (1::bigint << 59)
        LIMIT 1;
        IF FOUND THEN
            seen := seen || jsonb_build_object(place.device, greatest(place.n, (seen ->> place.device)::integer));
        END IF;
    END LOOP;
    FOR step IN 1..100 LOOP
        SELECT e.device, e.n INTO place FROM device d JOIN entry e ON e.log = d.log AND e.hash = d.after
        WHERE d.log = of_log AND d.device = at_device AND d.root <> d.device;
        EXIT WHEN NOT FOUND;
        at_device := place.device;
        seen := seen
            || jsonb_build_object(at_device::text, greatest(place.n, (seen ->> at_device::text)::integer));
    END LOOP;
    RETURN seen;
END
$$;

CREATE FUNCTION apply_entry(of_log bigint, of_device bigint, of_n integer, body jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    target integer := coalesce(of_n - (body ->> 'back')::integer, of_n);
    clock bigint := (body ->> 'clock')::bigint;
    seen jsonb := coalesce(body -> 'seen', '{}');
    ranked entry_rank;
    change jsonb;
BEGIN
    IF target < of_n THEN  -- an undo or a redo ranks just after what it turned
        clock := coalesce(
            (SELECT e.clock FROM entry e WHERE log = of_log AND e.device = of_device AND n = target), clock);
    END IF;
    IF jsonb_path_exists(body, '$.changes[*][2].hidden ? (@ != 0)') THEN
        seen := seen_of_chains(of_log, of_device, seen);
    END IF;
    ranked := (
        lpad(to_hex(clock), 16, '0') || lpad(to_hex(of_device), 15, '0') || lpad(to_hex(target), 8, '0')
        || lpad(to_hex(of_n), 8, '0'),
        of_device::text, of_n, seen, coalesce(body ->> 'kind' = 'baseline', false));
    FOR change IN SELECT jsonb_array_elements(body -> 'changes') LOOP
        PERFORM apply_change(of_log, change ->> 0, change ->> 1, change -> 2, change -> 3 = '1', ranked);
    END LOOP;
END
$$;

CREATE FUNCTION take_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hinge_log, pg_temp SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    arrived record;
BEGIN
    -- Devices of one log take turns, so that none works with rows that another is just writing.
    PERFORM pg_advisory_xact_lock(log) FROM (SELECT DISTINCT log FROM new_entries ORDER BY log) AS logs;
    SELECT a.device, a.n INTO arrived FROM new_entries a
    WHERE a.previous IS DISTINCT FROM CASE WHEN a.n = 1
        THEN (SELECT d.after FROM device d WHERE d.log = a.log AND d.device = a.device)
        ELSE (SELECT p.hash FROM entry p WHERE p.log = a.log AND p.device = a.device AND p.n = a.n - 1) END
    ORDER BY a.n LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % of device % does not follow the one before it', arrived.n, to_hex(arrived.device)
            USING ERRCODE = 'HL001';
    END IF;
    BEGIN
        FOR arrived IN SELECT * FROM new_entries ORDER BY log, device, n LOOP
            PERFORM apply_entry(arrived.log, arrived.device, arrived.n, arrived.body::jsonb);
        END LOOP;
    EXCEPTION
        WHEN deadlock_detected OR serialization_failure OR lock_not_available OR insufficient_resources THEN
            RAISE;
        WHEN OTHERS THEN
            -- One of them cannot be read: one by one, so that it holds up none of the others.
            FOR arrived IN SELECT * FROM new_entries ORDER BY log, device, n LOOP
                BEGIN
                    PERFORM apply_entry(arrived.log, arrived.device, arrived.n, arrived.body::jsonb);
                EXCEPTION
                    WHEN deadlock_detected OR serialization_failure OR lock_not_available OR insufficient_resources THEN
                        RAISE;
                    WHEN OTHERS THEN
                        INSERT INTO unread (log, device, n, why)
                        VALUES (arrived.log, arrived.device, arrived.n, left(SQLERRM, 500));
                END;
            END LOOP;
    END;
    PERFORM pg_notify('hinge_log_' || to_hex(log), to_hex(device))
    FROM (SELECT DISTINCT log, device FROM new_entries) AS devices;
    RETURN NULL;
END
$$;
CREATE TRIGGER take_entries AFTER INSERT ON entry REFERENCING NEW TABLE AS new_entries
    FOR EACH STATEMENT EXECUTE FUNCTION take_entries();

-- Accounts ---------------------------------------------------------------------------------------------------

CREATE FUNCTION is_hub_admin() RETURNS boolean
LANGUAGE sql STABLE SET search_path = hinge_log, pg_temp
AS $$ SELECT pg_has_role(session_user, 'hinge_log_hub', 'MEMBER') $$;
COMMENT ON FUNCTION is_hub_admin IS 'whether one may act for the hub itself: whoever set it up, and superusers';

CREATE FUNCTION open_log(called text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hinge_log, pg_temp
AS $$
DECLARE
    digits text := replace(gen_random_uuid()::text, '-', '');
    number bigint := ('x' || left(digits, 12) || right(digits, 3))::bit(60)::bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM person WHERE person = session_user) THEN
        RAISE EXCEPTION 'only a person of the hub can have a log' USING ERRCODE = 'HL002';
    ELSIF (SELECT count(*) FROM member WHERE person = session_user AND part = 'owner') >= 20 THEN
        RAISE EXCEPTION 'a person can have 20 logs' USING ERRCODE = 'HL002';
    END IF;
    INSERT INTO log (log, name) VALUES (number, left(called, 120));
    INSERT INTO member (log, person, part) VALUES (number, session_user, 'owner');
    RETURN number;
END
$$;
COMMENT ON FUNCTION open_log IS 'makes a log that belongs to the person who asks';

CREATE FUNCTION invite(of_log bigint, who text, as_part text, verifier text, days integer DEFAULT 7) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hinge_log, pg_temp
AS $$
DECLARE
    account person;
    result text := 'known';
BEGIN
    IF who !~ '^[a-z][a-z0-9_]{0,30}$' OR who LIKE 'pg\_%' OR who LIKE 'hinge\_log\_%' THEN
        RAISE EXCEPTION 'a name has small letters, digits and _, and begins with a letter' USING ERRCODE = 'HL002';
    ELSIF verifier !~ '^SCRAM-SHA-256\$' OR days NOT BETWEEN 1 AND 60 THEN
        RAISE EXCEPTION 'the password must come as a SCRAM verifier for 1 to 60 days' USING ERRCODE = 'HL002';
    ELSIF of_log IS NULL AND NOT is_hub_admin() THEN
        RAISE EXCEPTION 'only the hub''s administrator invites people without a log' USING ERRCODE = 'HL003';
    ELSIF of_log IS NOT NULL AND (as_part IS NULL OR as_part NOT IN ('coach', 'reader')) THEN
        RAISE EXCEPTION 'a log is opened to a coach or a reader' USING ERRCODE = 'HL002';
    ELSIF of_log IS NOT NULL AND NOT is_hub_admin() AND of_log NOT IN (SELECT my_logs('{owner}')) THEN
        RAISE EXCEPTION 'only the owner of a log invites to it' USING ERRCODE = 'HL003';
    ELSIF of_log IS NOT NULL AND EXISTS (SELECT FROM member WHERE log = of_log AND person = who AND part = 'owner') THEN
        RAISE EXCEPTION 'this log belongs to them already' USING ERRCODE = 'HL002';
    END IF;
    SELECT * INTO account FROM person WHERE person = who;
    IF NOT FOUND THEN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = who AND rolcanlogin AND NOT rolsuper
                   AND pg_has_role(oid, 'hinge_log_person', 'MEMBER')) THEN
            INSERT INTO person (person, invited_by, joined) VALUES (who, session_user, now());  -- of another hub here
        ELSIF EXISTS (SELECT FROM pg_roles WHERE rolname = who) THEN
            RAISE EXCEPTION 'this server has a role of that name for something else: choose another name'
                USING ERRCODE = 'HL002';
        ELSE
            EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L VALID UNTIL %L CONNECTION LIMIT 20', who, verifier,
                           now() + make_interval(days => days));
            EXECUTE format('GRANT hinge_log_person TO %I', who);
            INSERT INTO person (person, invited_by) VALUES (who, session_user);
            result := 'new';
        END IF;
    ELSIF account.joined IS NULL AND (is_hub_admin() OR account.invited_by = session_user
          OR NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = who)) THEN
        EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L VALID UNTIL %L', who, verifier,
                       now() + make_interval(days => days));
        result := 'new';
    END IF;
    IF of_log IS NOT NULL THEN
        INSERT INTO member (log, person, part) VALUES (of_log, who, as_part)
        ON CONFLICT (log, person) DO UPDATE SET part = EXCLUDED.part, since = now();
    END IF;
    RETURN result;
END
$$;
COMMENT ON FUNCTION invite IS
    'opens a log to a person, with a new account where there is none; new when the one-time password counts, or known';

CREATE FUNCTION renew_password(who text, verifier text, days integer DEFAULT 7) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hinge_log, pg_temp
AS $$
BEGIN
    IF NOT is_hub_admin() OR verifier !~ '^SCRAM-SHA-256\$' OR NOT EXISTS (SELECT FROM person WHERE person = who) THEN
        RAISE EXCEPTION 'only the hub''s administrator renews the password of a person' USING ERRCODE = 'HL003';
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L VALID UNTIL %L', who, verifier,
                   now() + make_interval(days => days));
    UPDATE person SET joined = NULL WHERE person = who;
END
$$;
COMMENT ON FUNCTION renew_password IS 'gives a person who lost the password a one-time password again';

CREATE FUNCTION join_hub(verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hinge_log, pg_temp
AS $$
BEGIN
    IF verifier !~ '^SCRAM-SHA-256\$' THEN
        RAISE EXCEPTION 'the password must come as a SCRAM verifier' USING ERRCODE = 'HL002';
    ELSIF NOT EXISTS (SELECT FROM person WHERE person = session_user) THEN
        RAISE EXCEPTION 'this role is no person of the hub' USING ERRCODE = 'HL003';
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL ''infinity''', session_user, verifier);
    UPDATE person SET joined = now() WHERE person = session_user;
END
$$;
COMMENT ON FUNCTION join_hub IS 'puts a password of one''s own in the place of the one-time password';

CREATE FUNCTION remove_member(of_log bigint, who text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hinge_log, pg_temp
AS $$
DECLARE
    removed text;
BEGIN
    IF of_log IS NULL AND NOT is_hub_admin() THEN
        RAISE EXCEPTION 'only the hub''s administrator ends an account' USING ERRCODE = 'HL003';
    ELSIF NOT is_hub_admin() AND who <> session_user AND of_log NOT IN (SELECT my_logs('{owner}')) THEN
        RAISE EXCEPTION 'only the owner of a log removes others from it' USING ERRCODE = 'HL003';
    ELSIF NOT EXISTS (SELECT FROM person WHERE person = who) THEN
        RETURN NULL;
    ELSIF of_log IS NULL THEN
        DELETE FROM member WHERE person = who;
        EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', who);
        UPDATE person SET joined = NULL WHERE person = who;
        RETURN 'account';
    ELSIF EXISTS (SELECT FROM member WHERE log = of_log AND person = who AND part = 'owner') THEN
        RAISE EXCEPTION 'a log keeps its owner' USING ERRCODE = 'HL002';
    END IF;
    DELETE FROM member WHERE log = of_log AND person = who RETURNING part INTO removed;
    IF EXISTS (SELECT FROM person WHERE person = who AND joined IS NULL)
       AND NOT EXISTS (SELECT FROM member WHERE person = who) THEN
        EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', who);  -- the invitation was not used
    END IF;
    RETURN removed;
END
$$;
COMMENT ON FUNCTION remove_member IS 'ends what a person sees of a log, or without a log the whole account';

DO $$
DECLARE
    signature regprocedure;
BEGIN
    FOR signature IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'hinge_log'::regnamespace LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', signature);
    END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION my_logs, is_my_device, coach_may_write, goes_on_from_another, is_hub_admin, open_log, invite, renew_password,
    join_hub, remove_member TO hinge_log_person;

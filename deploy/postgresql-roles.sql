-- Two database roles for the two sides of the portal. Run it as the owner of the tables, after
-- `manage.py prepare` and again after each upgrade; it starts afresh each time:
--
--     psql "$DATABASE_URL" -v ON_ERROR_STOP=1 --single-transaction -f deploy/postgresql-roles.sql
--
-- The roles come without a password, so nobody can sign in as them until you set one (\password).
--
--   upstream_public   what patients use: may put sealed words in, and can never take them out
--   upstream_staff    what staff and the jobs use: may not change the audit trail or a release

DO $$
DECLARE
    side text;
BEGIN
    FOREACH side IN ARRAY ARRAY['upstream_public', 'upstream_staff'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = side) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', side);
        END IF;
    END LOOP;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM upstream_public, upstream_staff;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM upstream_public, upstream_staff;
GRANT USAGE ON SCHEMA public TO upstream_public, upstream_staff;

-- What everybody may read
GRANT SELECT ON
    articles_edition, articles_edition_pictures, articles_oldaddress, articles_picture,
    articles_topic,
    clinic_sitelanguage, clinic_siteprofile
TO upstream_public;

-- What is asked, without what editors have in hand, how worked cases came out, and what somebody
-- signed for
GRANT SELECT (id, slug, title, draft_number, draft_saved_at, draft_saved_by_id)
    ON intake_questionnaire TO upstream_public;
GRANT SELECT (id, questionnaire_id, version, document, rules, digest, published_at, published_by_id)
    ON intake_release TO upstream_public;

-- A review without the reviewer's note to colleagues
GRANT SELECT (id, article_id, revision_id, substance, reviewer_id, reviewer_name, reviewed_on,
        due_on, signed_at, signed_by_id, opinion_id)
    ON articles_review TO upstream_public;

-- What search reads beside that
GRANT SELECT ON
    articles_searchindex, articles_searchword, articles_synonymgroup
TO upstream_public;

-- What a preview shows, to whoever has its link: one revision, and what it came from. Pages that
-- are published read none of these.
GRANT SELECT ON
    articles_article, articles_previewlink, articles_revision
TO upstream_public;
GRANT SELECT (id, name, credentials) ON articles_reviewer TO upstream_public;

-- What a patient has not sent yet, locked with a secret that only their browser has, or their code
GRANT SELECT, INSERT, UPDATE, DELETE ON
    intake_unfinishedresponse, intake_resumecode
TO upstream_public;
GRANT SELECT, INSERT, UPDATE ON clinic_tally TO upstream_public;

-- What a patient sends: in, with the columns that keep it from being stored twice, never out
GRANT INSERT ON intake_submission, clinic_auditevent, clinic_outboxmessage TO upstream_public;
GRANT SELECT (id, reference, key, call_by) ON intake_submission TO upstream_public;
GRANT SELECT (id, hash) ON clinic_auditevent TO upstream_public;
GRANT SELECT (id) ON clinic_outboxmessage TO upstream_public;
GRANT USAGE ON
    clinic_auditevent_id_seq, clinic_outboxmessage_id_seq, clinic_tally_id_seq
TO upstream_public;

-- Photos of patients: sealed on their way in, counted, taken out again before the answers are sent
GRANT SELECT (id, unfinished_id, submission_id, content_type, size, created_at), INSERT, DELETE,
    UPDATE (unfinished_id, submission_id) ON intake_photo TO upstream_public;
GRANT SELECT (id, photo_id, number), INSERT, DELETE ON intake_photochunk TO upstream_public;
GRANT USAGE ON intake_photochunk_id_seq TO upstream_public;

-- What was sent, the patients' side can neither change nor add to nor take away
ALTER TABLE intake_photo ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_photochunk ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS staff ON intake_photo;
DROP POLICY IF EXISTS staff ON intake_photochunk;
DROP POLICY IF EXISTS listed ON intake_photo;
DROP POLICY IF EXISTS added ON intake_photo;
DROP POLICY IF EXISTS sent ON intake_photo;
DROP POLICY IF EXISTS removed ON intake_photo;
DROP POLICY IF EXISTS unfinished ON intake_photochunk;
CREATE POLICY staff ON intake_photo TO upstream_staff USING (true);
CREATE POLICY staff ON intake_photochunk TO upstream_staff USING (true);
CREATE POLICY listed ON intake_photo FOR SELECT TO upstream_public USING (true);
CREATE POLICY added ON intake_photo FOR INSERT TO upstream_public
    WITH CHECK (submission_id IS NULL);
CREATE POLICY sent ON intake_photo FOR UPDATE TO upstream_public
    USING (submission_id IS NULL) WITH CHECK (true);
CREATE POLICY removed ON intake_photo FOR DELETE TO upstream_public USING (submission_id IS NULL);
CREATE POLICY unfinished ON intake_photochunk TO upstream_public USING (
    EXISTS (SELECT FROM intake_photo WHERE id = photo_id AND submission_id IS NULL)
);

-- What readers say of an article, and what the invited say of a preview: in, never out
GRANT INSERT ON articles_feedback, articles_opinion TO upstream_public;
GRANT SELECT (id) ON articles_feedback, articles_opinion TO upstream_public;
GRANT USAGE ON articles_feedback_id_seq, articles_opinion_id_seq TO upstream_public;

-- Staff and jobs
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO upstream_staff;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO upstream_staff;
REVOKE UPDATE, DELETE ON clinic_auditevent, intake_release FROM upstream_staff;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM upstream_staff;

-- The embedded database: the tables this program reads, as RAGFlow's models
-- declare them, with the columns it uses. Types keep the models' names; SQLite
-- stores a DATETIME as the text 'YYYY-MM-DD HH:MM:SS'.

CREATE TABLE "user" (
  "id" VARCHAR(32) NOT NULL PRIMARY KEY,
  "create_time" BIGINT, "create_date" DATETIME, "update_time" BIGINT, "update_date" DATETIME,
  "access_token" VARCHAR(255),
  "nickname" VARCHAR(100) NOT NULL,
  "email" VARCHAR(255) NOT NULL,
  "status" VARCHAR(1),
  "is_active" VARCHAR(1) NOT NULL,
  "is_superuser" SMALLINT,
  "login_channel" VARCHAR(255),
  "last_login_time" DATETIME
);
CREATE INDEX "user_update_time" ON "user" ("update_time");
CREATE INDEX "user_email" ON "user" ("email");
CREATE INDEX "user_access_token" ON "user" ("access_token");

CREATE TABLE "tenant" (
  "id" VARCHAR(32) NOT NULL PRIMARY KEY,
  "create_time" BIGINT, "create_date" DATETIME, "update_time" BIGINT, "update_date" DATETIME,
  "name" VARCHAR(100),
  "status" VARCHAR(1)
);

CREATE TABLE "user_tenant" (
  "id" VARCHAR(32) NOT NULL PRIMARY KEY,
  "create_time" BIGINT, "create_date" DATETIME, "update_time" BIGINT, "update_date" DATETIME,
  "user_id" VARCHAR(32) NOT NULL,
  "tenant_id" VARCHAR(32) NOT NULL,
  "role" VARCHAR(32) NOT NULL,
  "invited_by" VARCHAR(32) NOT NULL,
  "status" VARCHAR(1)
);
CREATE INDEX "user_tenant_update_time" ON "user_tenant" ("update_time");
CREATE INDEX "user_tenant_user_id" ON "user_tenant" ("user_id");
CREATE INDEX "user_tenant_tenant_id" ON "user_tenant" ("tenant_id");

CREATE TABLE "api_token" (
  "create_time" BIGINT, "create_date" DATETIME, "update_time" BIGINT, "update_date" DATETIME,
  "tenant_id" VARCHAR(32) NOT NULL,
  "token" VARCHAR(255) NOT NULL,
  "dialog_id" VARCHAR(32),
  "source" VARCHAR(16),
  "beta" VARCHAR(255),
  PRIMARY KEY ("tenant_id", "token")
);
CREATE INDEX "api_token_create_time" ON "api_token" ("create_time");
CREATE INDEX "api_token_create_date" ON "api_token" ("create_date");
CREATE INDEX "api_token_update_time" ON "api_token" ("update_time");
CREATE INDEX "api_token_update_date" ON "api_token" ("update_date");
CREATE INDEX "api_token_tenant_id" ON "api_token" ("tenant_id");
CREATE INDEX "api_token_token" ON "api_token" ("token");
CREATE INDEX "api_token_dialog_id" ON "api_token" ("dialog_id");
CREATE INDEX "api_token_source" ON "api_token" ("source");
CREATE INDEX "api_token_beta" ON "api_token" ("beta");

CREATE TABLE "dialog" (
  "id" VARCHAR(32) NOT NULL PRIMARY KEY,
  "create_time" BIGINT, "create_date" DATETIME, "update_time" BIGINT, "update_date" DATETIME,
  "tenant_id" VARCHAR(32) NOT NULL,
  "name" VARCHAR(255),
  "status" VARCHAR(1)
);
CREATE INDEX "dialog_tenant_id" ON "dialog" ("tenant_id");

CREATE TABLE "user_canvas" (
  "id" VARCHAR(32) NOT NULL PRIMARY KEY,
  "create_time" BIGINT, "create_date" DATETIME, "update_time" BIGINT, "update_date" DATETIME,
  "user_id" VARCHAR(255) NOT NULL,
  "title" VARCHAR(255),
  "canvas_category" VARCHAR(32),
  "dsl" TEXT
);
CREATE INDEX "user_canvas_user_id" ON "user_canvas" ("user_id");

CREATE TABLE "api_4_conversation" (
  "id" VARCHAR(32) NOT NULL PRIMARY KEY,
  "create_time" BIGINT, "create_date" DATETIME, "update_time" BIGINT, "update_date" DATETIME,
  "dialog_id" VARCHAR(32) NOT NULL,
  "user_id" VARCHAR(255) NOT NULL,
  "tokens" INTEGER NOT NULL,
  "source" VARCHAR(16),
  "duration" REAL NOT NULL,
  "round" INTEGER NOT NULL,
  "thumb_up" INTEGER NOT NULL
);
CREATE INDEX "api_4_conversation_dialog_id" ON "api_4_conversation" ("dialog_id");

CREATE TABLE "search" (
  "id" VARCHAR(32) NOT NULL PRIMARY KEY,
  "create_time" BIGINT, "create_date" DATETIME, "update_time" BIGINT, "update_date" DATETIME,
  "tenant_id" VARCHAR(32) NOT NULL,
  "name" VARCHAR(128) NOT NULL,
  "status" VARCHAR(1)
);

CREATE TABLE "chat_channel" (
  "id" VARCHAR(32) NOT NULL PRIMARY KEY,
  "create_time" BIGINT, "create_date" DATETIME, "update_time" BIGINT, "update_date" DATETIME,
  "tenant_id" VARCHAR(32) NOT NULL,
  "name" VARCHAR(255),
  "channel" VARCHAR(128),
  "chat_id" VARCHAR(32),
  "status" VARCHAR(1)
);
CREATE INDEX "chat_channel_tenant_id" ON "chat_channel" ("tenant_id");

/** Functions, procedures and tables that tell by their name alone what is wanted. */
import type { Severity } from '../../../events/types.ts';

export interface Power {
  rule: string;
  severity?: Severity;
  /** Only where a parenthesis follows; only where it is a table or procedure otherwise. */
  isCall: boolean;
}

const calls = new Map<string, Power>();
const things = new Map<string, Power>();

function add(to: Map<string, Power>, rule: string, names: string, severity?: Severity): void {
  for (const name of names.split(' '))
    to.set(name, { rule, isCall: to === calls, ...(severity && { severity }) });
}

add(
  calls,
  'sql-outside',
  'load_file pg_read_file pg_read_binary_file pg_write_file pg_ls_dir pg_stat_file lo_export lo_import lo_from_bytea openrowset opendatasource load_extension sys_exec sys_eval sys_get sys_set dblink dblink_exec dblink_connect httpuritype http_get http_post httpget httppost pg_file_write pg_logdir_ls readfile writefile fts3_tokenizer sp_oacreate edit',
);
add(
  calls,
  'sql-outside',
  'openquery read_csv read_csv_auto read_parquet read_json read_text read_blob bfilename external_query url s3 remote remotesecure hdfs',
  'HIGH',
);
add(
  things,
  'sql-outside',
  'xp_cmdshell xp_dirtree xp_fileexist xp_subdirs xp_regread xp_regwrite xp_regdeletevalue xp_regdeletekey xp_regdelete xp_regenumvalues xp_regenumkeys xp_delete_file xp_copy_file xp_servicecontrol xp_availablemedia xp_loginconfig xp_makecab xp_ntsec_enumdomains sp_oacreate sp_oamethod sp_oagetproperty utl_file utl_http utl_tcp utl_smtp utl_inaddr dbms_scheduler dbms_job dbms_java dbms_xslprocessor dbms_advisor dbms_ldap sp_execute_external_script sp_makewebtask sp_start_job sp_add_job sp_add_jobstep sp_addextendedproc sp_addlinkedserver openrowset opendatasource load_extension',
);
add(
  calls,
  'sql-outside',
  'pg_file_unlink pg_file_rename pg_file_sync lo_put lowrite query_export_to_s3 invoke table_import_from_s3',
  'HIGH',
);
add(calls, 'sql-unlimited-change', 'lo_unlink');
add(
  calls,
  'sql-drop',
  'drop_chunks dropgeometrytable dropgeometrycolumn master_drop_all_shards citus_drop_all_shards drop_master_repgroup remove_streams_configuration unregister_table drop_table drop_schema drop_database delete_hypertable_data_node remove_data_node delete_data_node rds_drop_database drop_partition drop_partition_concurrently remove_retention_policy truncate_local_data_after_distributing_table',
  'HIGH',
);
add(
  calls,
  'sql-drop',
  'expire_snapshots remove_orphan_files rollback_to_snapshot rollback_to_timestamp set_current_snapshot fast_forward add_retention_policy delete_job undistribute_table unschedule purge_object',
  'MEDIUM',
);
add(
  calls,
  'sql-drop',
  'drop_graph drop_label drop_queue drop_queue_table purge_queue purge_queue_table droptopology undo_partition undo_partition_proc pgq_drop_queue drop_subscription drop_node drop_collection delete_collection truncate_table truncate_tables',
  'HIGH',
);
add(calls, 'sql-drop', 'drop_policy abort_redef_table drop_index drop_extension drop_hypertable', 'MEDIUM');
add(calls, 'sql-audit-tampering', 'clean_audit_trail disable_policy drop_audit_policy');
add(
  things,
  'sql-drop',
  'sp_msdroptable sp_cleanup_data_retention sp_cdc_disable_db sp_cdc_disable_table sp_droprole sp_dropapprole sp_drop_agent_profile sp_changeobjectowner sp_unbindefault sp_delete_category sp_delete_maintenance_plan',
  'MEDIUM',
);
add(
  things,
  'sql-drop',
  'sp_rename sp_detach_db sp_dropuser sp_droplogin sp_delete_job sp_delete_jobstep sp_delete_schedule sp_delete_backuphistory sp_delete_database_backuphistory sp_removedbreplication sp_dropserver sp_dropextendedproc sp_droprolemember sp_dropsrvrolemember sp_dropsubscription sp_droppublication sp_droparticle sp_revokedbaccess sp_revokelogin sp_droptype sp_dropmessage sp_dropdevice sp_attach_db sp_resetstatus sp_update_job rds_drop_database rds_reset_external_master',
  'MEDIUM',
);
add(things, 'sql-audit-tampering', 'sp_cycle_errorlog sp_purge_jobhistory');
add(things, 'sql-settings', 'sp_dboption sp_serveroption', 'HIGH');
add(
  calls,
  'sql-stop',
  'pg_drop_replication_slot pg_wal_replay_pause pg_replication_origin_drop pg_promote pg_resetwal rds_kill rds_kill_query rds_stop_replication pg_logical_slot_get_changes pg_replication_slot_advance',
);
add(calls, 'sql-stop', 'pg_terminate_backend pg_cancel_backend pg_reload_conf pg_rotate_logfile', 'MEDIUM');
add(
  calls,
  'sql-dynamic',
  'query_to_xml query_to_xmlschema query_to_xml_and_xmlschema cursor_to_xml dbms_sql exec_sql execute_sql table_to_xml database_to_xml schema_to_xml table_to_xml_and_xmlschema exec_ddl_statement run_command_on_workers run_command_on_shards run_command_on_all_nodes run_command_on_placements master_run_on_worker spi_exec eval exec_query run_sql evalf',
);
add(things, 'sql-dynamic', 'dbms_sql dbms_sys_sql dbms_utility dbms_repcat dbms_streams_adm', 'MEDIUM');
add(things, 'sql-dynamic', 'sp_msforeachtable sp_msforeachdb', 'HIGH');
add(things, 'sql-audit-tampering', 'sp_trace_setstatus');
add(
  things,
  'sql-grant',
  'sp_addsrvrolemember sp_addrolemember sp_addlogin sp_adduser sp_grantdbaccess sp_password sp_grantlogin sp_setapprole',
);
add(
  things,
  'sql-catalogue',
  'pg_shadow pg_authid sql_logins syslogins sysxlogins user$ dba_users pg_user_mapping pg_user_mappings user_history$ sql_login_passwords password_reuse sysusers cdb_users',
  'HIGH',
);
add(
  things,
  'sql-catalogue',
  'information_schema sqlite_master sqlite_schema sysobjects syscolumns sysdatabases all_tables all_tab_columns user_tables user_tab_columns dba_tables dba_tab_columns pg_hba_file_rules pg_settings server_principals database_principals pg_roles pg_user all_users',
);
add(calls, 'sql-injected', 'pg_sleep pg_sleep_for pg_sleep_until sleep benchmark');
add(calls, 'sql-injected', 'extractvalue updatexml receive_message', 'MEDIUM');
add(things, 'sql-injected', 'dbms_pipe dbms_lock dbms_xmlgen', 'MEDIUM');

export function callOf(word: string): Power | undefined {
  return calls.get(word);
}

export function thingOf(word: string): Power | undefined {
  return things.get(word);
}

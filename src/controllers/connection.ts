export { isOffline } from '../client/connection.ts';
